import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { mixedBodies } from '../audit/mixedQueries.ts';
import { benchService } from '../benchService.ts';
import { importLondon } from '../importing/importLondon.ts';
import { LONDON } from '../league/sizes.ts';
import { loadClient } from '../loadClient.ts';
import { type OpenBench, say } from '../openBench.ts';
import { rounded } from '../timing.ts';

/** More different questions than any cache keeps. */
const BODIES = mixedBodies(20_000);
const CONNECTIONS = 20;
const STEPS = [50_000, 100_000, 150_000, 200_000] as const;
const MB = 1024 ** 2;

/** Memory of the serving process after collection, as requests go by: whether something is kept of each for ever. */
export async function measureMemory(bench: OpenBench) {
  await importLondon(bench, LONDON.suspects);
  const service = await benchService(bench);
  const client = loadClient();
  const figures: { readonly requests: number; readonly megabytes: number }[] = [];
  try {
    // A server of Java that has just started is slow; nobody must wait out their time.
    await client.send({ ...service, bodies: BODIES, connections: 4, seconds: 60 });
    let done = 0;
    for (const requests of STEPS) {
      await client.send({
        ...service,
        bodies: BODIES,
        connections: CONNECTIONS,
        seconds: 3_600,
        requests: requests - done,
      });
      done = requests;
      const megabytes = rounded(afterCollection() / MB);
      figures.push({ requests, megabytes });
      say(`${requests} requests: ${megabytes} MB`);
    }
  } finally {
    client.end();
    await service.stop();
  }
  const [first, last] = [figures[0]?.megabytes ?? Number.NaN, figures.at(-1)?.megabytes ?? Number.NaN];
  return { figures, grownPercent: rounded((100 * (last - first)) / first) };
}

function afterCollection(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}
