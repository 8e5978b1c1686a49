import { setImmediate as pause } from 'node:timers/promises';
import { type Expanded, type Expanding, expand } from './expand.ts';

/** Links that an answer may hold, and half links that may be looked at for it. */
const MOST_LINKS = 5_000;
const MOST_LOOKED = 500_000;
/** Half links that are looked at between which others are let in. */
const TURN = 10_000;

/** What the neighbours are linked to, each as if it had been asked for alone: whole, or not at all. */
export async function expandFurther(
  asked: Expanding,
  { state, links, undated }: Expanded,
  signal: AbortSignal,
): Promise<{ readonly further: readonly Expanded[]; readonly notExpanded: number }> {
  const { start } = asked.sight.adjacency;
  const neighbours = new Set([...links, ...undated].map((one) => one.state));
  neighbours.delete(state);
  const further: Expanded[] = [];
  let shown = links.length + undated.length;
  let [looked, turn] = [0, 0];
  for (const neighbour of neighbours) {
    const node = asked.sight.nodeOf(neighbour);
    const degree = (start[node + 1] ?? 0) - (start[node] ?? 0);
    turn += degree;
    if (turn > TURN) {
      turn = 0;
      await pause();
      signal.throwIfAborted();
    }
    const expanded = expand(asked, neighbour);
    // What is hidden must not end an answer sooner: only what is seen is counted.
    looked += expanded.counts.reduce((sum, one) => sum + one.total + one.undated + one.atOtherTimes, 0);
    shown += expanded.links.length + expanded.undated.length;
    if (shown > MOST_LINKS || looked > MOST_LOOKED) break;
    further.push(expanded);
  }
  return { further, notExpanded: neighbours.size - further.length };
}
