import type { League } from '../../src/league/index.ts';
import { listContributions, rankSuspects, totalScope } from '../../src/league/repository.ts';
import type { OpenBench } from '../openBench.ts';
import { quantile, timesOf } from '../timing.ts';

const GOES = 5;
const MOST_SECONDS = 120;

/** The whole table and its totals by Cypher, kept nowhere; and the same for the hundred and their contributions only. */
export async function recompute({ store: { graph } }: OpenBench, { table: { scope } }: League) {
  const all = () => Promise.all([rankSuspects(graph, scope), totalScope(graph, scope)]);
  await all();
  const times = await timesOf(GOES, all, MOST_SECONDS);
  // What a service without a table of its own would do for every reader.
  const plain = await timesOf(
    GOES,
    async () => {
      const ranked = await rankSuspects(graph, scope);
      await listContributions(graph, {
        ...scope,
        personIds: ranked.slice(0, 100).map(({ personId }) => personId),
      });
    },
    MOST_SECONDS,
  );
  return { goes: times.length, allMs: quantile(times, 0.5), hundredMs: quantile(plain, 0.5) };
}
