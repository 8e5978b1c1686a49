import type { Turn } from '../turns/Turn.ts';
import { type Expanded, type Expanding, expand } from './expand.ts';

/** Links that an answer may hold, and half links that may be looked at for it. */
const MOST_LINKS = 2_000;
const MOST_LOOKED = 500_000;

/** What the neighbours are linked to, each as if it had been asked for alone: whole, or not at all. */
export async function expandFurther(
  asked: Expanding,
  { state, links, undated }: Expanded,
  turn: Turn,
): Promise<{ readonly further: readonly Expanded[]; readonly notExpanded: number }> {
  const neighbours = new Set([...links, ...undated].map((one) => one.state));
  neighbours.delete(state);
  const further: Expanded[] = [];
  let shown = links.length + undated.length;
  let looked = 0;
  for (const neighbour of neighbours) {
    const expanded = await expand(asked, neighbour, turn);
    // What is hidden must not end an answer sooner: only what is seen is counted.
    looked += expanded.counts.reduce((sum, one) => sum + one.total + one.undated + one.atOtherTimes, 0);
    shown += expanded.links.length + expanded.undated.length;
    if (shown > MOST_LINKS || looked > MOST_LOOKED) break;
    further.push(expanded);
  }
  return { further, notExpanded: neighbours.size - further.length };
}
