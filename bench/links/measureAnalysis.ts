import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSeed } from '../../seed/index.ts';
import { Random } from '../../seed/Random.ts';
import { systemClock } from '../../src/config/index.ts';
import { leiden } from '../../src/links/networks/leiden/leiden.ts';
import { graphOfArrays } from '../../src/links/networks/WeightedGraph.ts';
import { clusters } from '../../src/links/series/clusters.ts';
import { offencesOfBundle } from '../../src/links/series/fromBundle.ts';
import { scorer } from '../../src/links/series/scorePairs.ts';
import { train } from '../../src/links/series/train.ts';
import { say } from '../openBench.ts';
import { rounded } from '../timing.ts';

const SEED = 6;
const PEOPLE = 200_000;
const TIES = 800_000;
/** Of the ties, those to one of the same circle of a hundred. */
const AT_HOME = 0.8;
const CIRCLE = 100;
/** Suspects of a London that has some 1,700 offences, and of one that has more than 100,000. */
const SMALL = 640;
const LARGE = 42_000;
const MOST_OFFENCES = 100_000;
const LEAST = 0.5;

/** How long communities of a large network, and series among few and many offences, take in one thread, no store asked. */
export async function measureAnalysis() {
  const figures: Record<string, number> = {};
  const measure = async (name: string, work: () => unknown) => {
    const begun = performance.now();
    const result = await work();
    figures[name] = rounded((performance.now() - begun) / 1_000);
    say(`${name}: ${figures[name]} s`);
    return result;
  };
  const network = circles();
  await measure(`Leiden, ${PEOPLE} people and ${TIES} ties`, () => leiden(network));
  const few = await offencesOf(SMALL);
  await measure(`series, learning and all pairs of ${few.length} offences`, () => {
    const score = scorer(train(few));
    for (const a of few.keys()) for (let b = a + 1; b < few.length; b += 1) score(a, b);
  });
  const many = (await offencesOf(LARGE)).slice(0, MOST_OFFENCES);
  await measure(`series, learning and clusters of ${many.length} offences`, () =>
    clusters(train(many), [...many.keys()], Math.log(LEAST / (1 - LEAST))),
  );
  return figures;
}

/** People in circles, most of whose ties stay within. */
function circles() {
  const random = new Random(SEED);
  const ids = Array.from({ length: PEOPLE }, (_, nth) => String(nth).padStart(6, '0'));
  const [from, to] = [new Uint32Array(TIES), new Uint32Array(TIES)];
  for (let tie = 0; tie < TIES; tie += 1) {
    const one = random.int(0, PEOPLE - 1);
    const circle = one - (one % CIRCLE);
    from[tie] = one;
    to[tie] = random.next() < AT_HOME ? circle + random.int(0, CIRCLE - 1) : random.int(0, PEOPLE - 1);
  }
  return graphOfArrays(ids, from, to, new Float64Array(TIES).fill(1));
}

/** The offences of a synthetic London, as series are learned from them. */
async function offencesOf(suspects: number) {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-series-'));
  try {
    await generateSeed({ size: suspects, seed: SEED, out: folder });
    const reading = { path: join(folder, 'bundle'), clock: systemClock, workDirectory: folder };
    return (await offencesOfBundle(reading)).offences;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
