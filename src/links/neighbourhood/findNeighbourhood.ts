import type { Context } from '../../access/index.ts';
import { callersSight } from '../adjacency/callersSight.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { nodeFor } from '../nodeFor.ts';
import { noneSuch } from '../paths/findPaths.ts';
import { beginTurn } from '../turns/Turn.ts';
import { type Expanded, expand } from './expand.ts';
import { expandFurther } from './expandFurther.ts';
import { type NeighbourhoodOptions, readNeighbourhoodOptions } from './neighbourhoodOptions.ts';

export interface FoundNeighbourhood {
  readonly sight: Sight;
  /** Undefined where there is no such thing that the caller may see. */
  readonly own: Expanded | undefined;
  readonly further: readonly Expanded[];
  readonly notExpanded: number;
  readonly reason: string | undefined;
}

/**
 * What a thing is directly linked to, and with depth 2 what that is linked to.
 * @throws LinchpinError BAD_INPUT naming the option, FORBIDDEN for victims shown without the right, UNAVAILABLE while the
 * graph is being read
 */
export async function findNeighbourhood(
  context: Context,
  { id, options }: { readonly id: string; readonly options: NeighbourhoodOptions },
): Promise<FoundNeighbourhood> {
  const { victims, depth, ...asked } = readNeighbourhoodOptions(options, context);
  const { pseudonyms, signal } = context;
  const sight = await callersSight(context, victims, 'neighbourhood');
  const state = await nodeFor(context, sight, id);
  if (state === undefined)
    return { sight, own: undefined, further: [], notExpanded: 0, reason: noneSuch(id) };
  const known = new Map<number, string>();
  const pseudonymOf = (victim: number) => {
    const node = sight.nodeOf(victim);
    const pseudonym =
      known.get(node) ?? pseudonyms.victim(sight.victimsRecord(node) ?? sight.adjacency.idOf(node));
    known.set(node, pseudonym);
    return pseudonym;
  };
  const expanding = { sight, pseudonymOf, ...asked };
  const turn = beginTurn(signal);
  const own = await expand(expanding, state, turn);
  const deeper = depth === 1 ? { further: [], notExpanded: 0 } : await expandFurther(expanding, own, turn);
  return { sight, own, ...deeper, reason: reasonOf(id, own, deeper.notExpanded) };
}

function reasonOf(id: string, { counts, links, undated }: Expanded, notExpanded: number): string | undefined {
  const sum = (of: (one: Expanded['counts'][number]) => number) =>
    counts.reduce((total, one) => total + of(one), 0);
  if (counts.length === 0) return `"${id}" has no link that you may see.`;
  const [total, unknown, others] = [
    sum((one) => one.total),
    sum((one) => one.undated),
    sum((one) => one.atOtherTimes),
  ];
  const told: string[] = [];
  if (total === 0)
    told.push(
      `No link is known to have stood on that day: ${others} stood at other times, of ${unknown} that is not known.`,
    );
  else if (links.length === 0) told.push(`It has none of the kinds asked for, and ${total} of others.`);
  const left = total - links.length + unknown - undated.length;
  if (left > 0 && links.length > 0) told.push(`${left} neighbours are counted and not shown.`);
  if (notExpanded > 0)
    told.push(
      `${notExpanded} neighbours were not expanded, since the answer is too large; ask for fewer per kind.`,
    );
  return told.length === 0 ? undefined : told.join(' ');
}
