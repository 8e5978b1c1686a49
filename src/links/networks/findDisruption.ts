import type { Context } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { beginTurn } from '../turns/Turn.ts';
import { type BuiltNetwork, buildNetwork } from './buildNetwork.ts';
import { type Disruption, disruption } from './disruption.ts';
import type { NetworkScope } from './scope.ts';
import { tiesOf } from './WeightedGraph.ts';

export interface FoundDisruption extends BuiltNetwork {
  /** Undefined where there is nobody to remove, or the network is too large. */
  readonly disruption: Disruption | undefined;
  readonly truncated: boolean;
}

export const MOST_REMOVED = 50;
const MOST_PEOPLE = 5_000;
const MOST_TIES = 50_000;
/** Steps along ties that all searches together may take, one of them, and adaptive betweenness: some seconds each. */
const EFFORT = 1.5e8;
const MOST_EFFORT = 3e7;
const BETWEENNESS_STEPS = 3e8;

/**
 * Whom to remove from the network of a scope.
 * @throws LinchpinError BAD_INPUT naming the field, NOT_FOUND (programme), UNAVAILABLE while the graph is being read or walked whole
 */
export async function findDisruption(
  context: Context,
  { scope, k }: { readonly scope: NetworkScope; readonly k: number },
): Promise<FoundDisruption> {
  if (k < 1 || k > MOST_REMOVED)
    throw new LinchpinError('BAD_INPUT', `k must be 1 to ${MOST_REMOVED}.`, { place: { argument: 'k' } });
  const built = await buildNetwork(context, scope);
  const { graph } = built;
  if (graph.ids.length === 0) return { ...built, disruption: undefined, truncated: built.tooLarge };
  if (graph.ids.length > MOST_PEOPLE || tiesOf(graph) > MOST_TIES) {
    const reason = `It has ${graph.ids.length} people and ${tiesOf(graph)} ties; whom to remove is searched for among up to ${MOST_PEOPLE.toLocaleString('en')} people and ${MOST_TIES.toLocaleString('en')} ties. Ask for fewer people, an area, a shorter time, less reach, or validated ties only.`;
    return { ...built, disruption: undefined, truncated: true, reason };
  }
  const options = { effort: Math.min(MOST_EFFORT, EFFORT / k), betweennessSteps: BETWEENNESS_STEPS };
  const found = await disruption(graph, k, options, beginTurn(context.signal));
  return { ...built, disruption: found, truncated: false };
}
