import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Random } from '../../seed/Random.ts';
import { driverOf } from '../../src/graph/index.ts';
import { parseQueryFile } from '../../src/graph/parseQueryFile.ts';
import { readAhead } from '../../src/links/index.ts';
import { benchService } from '../benchService.ts';
import { loadMade } from '../made/loadMade.ts';
import { type OpenBench, say, withBench } from '../openBench.ts';
import { quantile, rounded, timesOf } from '../timing.ts';
import { makeNetwork, personId } from './makeNetwork.ts';

const AS_OF = '2023-06-30';
/** Pairs of persons that are asked about, after others that only warm up: what plans and compiles does so meanwhile. */
const PAIRS = 200;
const WARM = 200;
/** No measurement takes longer, so that a search that stalls ends the row and not the bench. */
const LONGEST_S = 300;
const SEED = 66;

const PATHS = `query ($from: ID!, $to: ID!, $options: PathOptions) {
  paths(from: $from, to: $to, options: $options) {
    found truncated paths { cost length steps { kind from { id } to { id } } }
  }
}`;
const ASSOCIATES = `query ($from: ID!) {
  associates(personId: $from, first: 20) { found people { strength person { id } } }
}`;
const answerSchema = z.object({
  data: z.object({
    paths: z.object({ truncated: z.boolean(), paths: z.array(z.object({ length: z.number() })) }).optional(),
  }),
  errors: z.undefined().optional(),
});

/** How long connections take over GraphQL, audited, beside Neo4j's own shortest path over Bolt, on a made network. */
export const measureLinks = (persons: number) => withBench((bench) => measure(bench, persons));

async function measure(bench: OpenBench, persons: number) {
  const { graph } = bench.store;
  const network = makeNetwork(persons, AS_OF);
  say(`a network of ${persons} persons and ${network.relationships} relationships`);
  const loading = performance.now();
  await loadMade(bench, AS_OF, network.bundle);
  const loaded = performance.now();
  await readAhead(graph);
  const read = performance.now();
  const pairs = pairsOf(persons);
  const path = fileURLToPath(new URL('shortest-path.cypher', import.meta.url));
  const { text } = parseQueryFile('bench/shortest-path', readFileSync(path, 'utf8'));
  const driver = driverOf(graph);
  const byServer: (number | undefined)[] = [];
  const bySelf: (number | undefined)[] = [];
  const service = await benchService(bench);
  const ask = async (query: string, variables: object) => {
    const response = await fetch(`http://127.0.0.1:${service.port}/graphql`, {
      method: 'POST',
      headers: service.headers,
      body: JSON.stringify({ query, variables }),
    });
    return answerSchema.parse(await response.json()).data.paths;
  };
  const asked = (options: object) => async (nth: number) => {
    const answer = await ask(PATHS, { ...pairs[nth], options });
    if (answer?.truncated) truncated += 1;
    return answer;
  };
  let truncated = 0;
  try {
    const rows = {
      'Neo4j shortestPath over Bolt': async (nth: number) => {
        const { records } = await driver.executeQuery(text, pairs[nth], { routing: 'READ' });
        const length: unknown = records[0]?.get('length');
        byServer[nth] = length === null ? undefined : Number(length);
      },
      'plain shortest path, GraphQL': async (nth: number) => {
        const options = { weighted: false, alternatives: 1, includeHubs: true };
        bySelf[nth] = (await asked(options)(nth))?.paths[0]?.length;
      },
      'weighted, hubs not walked': asked({ alternatives: 1 }),
      'weighted, 10 alternatives': asked({ alternatives: 10 }),
      'associates, first 20': (nth: number) => ask(ASSOCIATES, { from: pairs[nth]?.from }),
    };
    const figures: Record<string, Awaited<ReturnType<typeof times>>> = {};
    // Every question is warm before the first is measured: what comes first would else pay for all.
    for (const go of Object.values(rows)) await timesOf(WARM, (nth) => go(PAIRS + nth), LONGEST_S);
    for (const [name, go] of Object.entries(rows)) {
      figures[name] = await times(go);
      say(`${name}: ${JSON.stringify(figures[name])}`);
    }
    const both = byServer.flatMap((length, nth) => (nth in bySelf ? [[length, bySelf[nth]]] : []));
    return {
      persons,
      relationships: network.relationships,
      largestHub: network.largestHub,
      importSeconds: rounded((loaded - loading) / 1_000),
      readAheadSeconds: rounded((read - loaded) / 1_000),
      memoryMegabytes: Math.round(process.memoryUsage().arrayBuffers / 1024 ** 2),
      comparedLengths: both.length,
      /** Of the lengths that both found, those that differ. */
      differentLengths: both.filter(([one, other]) => one !== other).length,
      truncated,
      figures,
    };
  } finally {
    await service.stop();
  }
}

async function times(go: (nth: number) => Promise<unknown>) {
  const taken = await timesOf(PAIRS, go, LONGEST_S);
  return { asked: taken.length, p50Ms: quantile(taken, 0.5), p95Ms: quantile(taken, 0.95) };
}

function pairsOf(persons: number): readonly { readonly from: string; readonly to: string }[] {
  const random = new Random(SEED);
  return Array.from({ length: PAIRS + WARM }, () => ({
    from: personId(random.int(0, persons - 1)),
    to: personId(random.int(0, persons - 1)),
  }));
}
