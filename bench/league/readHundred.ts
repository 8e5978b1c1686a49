import { computeLeague } from '../../src/league/index.ts';
import type { OpenBench } from '../openBench.ts';
import { quantile, timesOf } from '../timing.ts';

const READS = 500;

/** Reading the current hundred with all contributions, in the service. */
export async function readHundred({ store, caller }: OpenBench) {
  const read = async () => {
    const league = await computeLeague(store.graph, { programme: 'vawg' }, caller);
    await league.contributions();
  };
  await timesOf(50, read);
  const times = await timesOf(READS, read);
  return { reads: times.length, p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) };
}
