import type { Context } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { beginTurn } from '../turns/Turn.ts';
import { type Analysis, analyse } from './analyse.ts';
import { type BuiltNetwork, buildNetwork } from './buildNetwork.ts';
import { type Community, communitiesOf } from './communities.ts';
import { type Continued, continuedFrom, type EarlierCommunity } from './continued.ts';
import { type NetworkScope, personIdsOf } from './scope.ts';

export interface FoundNetwork extends BuiltNetwork {
  readonly analysis: Analysis;
  readonly communities: readonly Community[];
  readonly continued: Continued;
}

/** Earlier communities that may be compared with, and members of all of them. */
const MOST_EARLIER = 1_000;
const MOST_MEMBERS = 20_000;

/**
 * The network of a scope with its communities and who holds it together.
 * @throws LinchpinError BAD_INPUT naming the field, NOT_FOUND (programme), UNAVAILABLE while the graph is being read or walked whole
 */
export async function findNetwork(
  context: Context,
  { scope, comparedTo }: { readonly scope: NetworkScope; readonly comparedTo: readonly EarlierCommunity[] },
): Promise<FoundNetwork> {
  checkEarlier(comparedTo);
  const built = await buildNetwork(context, scope);
  const { graph } = built;
  const turn = beginTurn(context.signal);
  const analysis = await analyse(graph, turn);
  const communities = await communitiesOf(graph, analysis.community, turn);
  const earlier = await asTheyAreNow(context, comparedTo, new Set(graph.ids));
  const continued = continuedFrom(
    earlier,
    communities.map(({ members }) => members.map((node) => graph.ids[node] ?? '')),
  );
  return { ...built, analysis, communities, continued };
}

function checkEarlier(comparedTo: readonly EarlierCommunity[]): void {
  const members = comparedTo.reduce((sum, { memberIds }) => sum + memberIds.length, 0);
  if (comparedTo.length <= MOST_EARLIER && members <= MOST_MEMBERS) return;
  throw new LinchpinError(
    'BAD_INPUT',
    `comparedTo may name ${MOST_EARLIER.toLocaleString('en')} communities of ${MOST_MEMBERS.toLocaleString('en')} members in all; give the largest.`,
    { place: { argument: 'comparedTo' } },
  );
}

/** Persons that were put together since are known by another id. */
async function asTheyAreNow(
  context: Context,
  earlier: readonly EarlierCommunity[],
  present: ReadonlySet<string>,
): Promise<readonly EarlierCommunity[]> {
  const gone = earlier.flatMap(({ memberIds }) => memberIds.filter((id) => !present.has(id)));
  const known = await personIdsOf(context, gone);
  return earlier.map(({ id, memberIds }) => ({
    id,
    memberIds: memberIds.map((member) => (present.has(member) ? member : (known.get(member) ?? member))),
  }));
}
