import { type Context, pageSize } from '../../access/index.ts';
import { unlessAborted } from '../../graph/index.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { nominalSight, personFor } from '../shared/findShared.ts';
import { beginTurn } from '../turns/Turn.ts';
import { likelyFor, MOST_TIES } from './likely.ts';
import type { Measured } from './measure.ts';
import { measuredIn, TOO_MUCH } from './measuredIn.ts';
import type { Neighbours } from './Neighbours.ts';
import { neighboursIn } from './sightTies.ts';

export interface FoundLikely {
  readonly sight: Sight;
  readonly graph: Neighbours;
  readonly reason: string | undefined;
  readonly found: number;
  /** The most likely first; equal ones in the order of their ids. */
  readonly people: readonly { readonly person: number; readonly score: number }[];
  readonly state: number;
  /** Undefined where it was not measured. */
  readonly measured: Measured | undefined;
}

/**
 * Who is likely to be tied to a person and is not, as far as is known, victims taking no part.
 * @throws LinchpinError BAD_INPUT unless `first` is 1 to 200, UNAVAILABLE while the graph is being read
 */
export async function findLikely(
  context: Context,
  request: { readonly personId: string; readonly first: number },
): Promise<FoundLikely> {
  const first = pageSize(request.first);
  const { signal } = context;
  const sight = await nominalSight(context, 'likelyAssociates');
  const graph = neighboursIn(sight);
  const { state, reason } = await personFor(context, sight, request.personId);
  const nobody = { sight, graph, found: 0, people: [], state };
  const measured = await unlessAborted(measuredIn(sight), signal);
  if (reason !== undefined) return { ...nobody, measured, reason };
  if (sight.degree(state) === 0)
    return { ...nobody, measured, reason: `"${request.personId}" has no link that you may see.` };
  const own = [...graph.tiesOf(state).keys()];
  const turn = beginTurn(signal);
  for (const between of own) {
    graph.tiesOf(between);
    if (turn.isOver()) await turn.end();
  }
  const likely = [...likelyFor(graph, state)].map(([person, { score }]) => ({ person, score }));
  likely.sort((a, b) => b.score - a.score || a.person - b.person);
  const busy = own.filter((between) => graph.tiesOf(between).size > MOST_TIES).length;
  return {
    ...{ ...nobody, measured, found: likely.length, people: likely.slice(0, first) },
    reason: reasonOf(likely.length, busy, measured),
  };
}

function reasonOf(found: number, busy: number, measured: Measured | undefined): string | undefined {
  const words = [
    ...(found === 0
      ? ['Nobody has a common neighbour or thing with this person and no tie to them, as far as you may see.']
      : []),
    ...(busy === 0 ? [] : [`${busy} neighbours with more than ${MOST_TIES} ties were not walked through.`]),
    ...(found === 0 ? [] : [measured === undefined ? TOO_MUCH : (measured.reason ?? [])].flat()),
  ];
  return words.length === 0 ? undefined : words.join(' ');
}
