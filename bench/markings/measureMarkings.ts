import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { driverOf, loadCatalogue } from '../../src/graph/index.ts';
import { parseQueryFile } from '../../src/graph/parseQueryFile.ts';
import { toDriver } from '../../src/graph/values.ts';
import { computeLeague } from '../../src/league/index.ts';
import { rankSuspects } from '../../src/league/repository.ts';
import { importLondon } from '../importing/importLondon.ts';
import type { Size } from '../league/sizes.ts';
import { type OpenBench, say, withBench } from '../openBench.ts';
import { quantile, rounded, sorted } from '../timing.ts';
import { withoutMarkings } from './withoutMarkings.ts';

const GOES = 25;
const WARM = 5;
/** Markings that a caller may see: a force uses a handful; somebody cleared for much, of many compartments, sees more. */
const SEEN = [1, 10, 100];
/** Persons whose neighbourhoods are asked for together. */
const PEOPLE = 2_000;
const HUNDRED = 100;

type Query = ReturnType<typeof parseQueryFile>;
type Params = Readonly<Record<string, unknown>>;

/** What filtering by marking costs: each query as it is against the same without the filters, one after the other. */
export const measureMarkings = (size: Size) => withBench((bench) => measure(bench, size));

async function measure(bench: OpenBench, size: Size) {
  const { store, caller } = bench;
  const { graph } = store;
  await importLondon(bench, size.suspects);
  const league = await computeLeague(graph, { programme: 'vawg' }, caller);
  const { scope, ranked } = league.table;
  const people = (await rankSuspects(graph, scope)).map(({ personId }) => personId).slice(0, PEOPLE);
  const hundred = ranked.slice(0, HUNDRED).map(({ personId }) => personId);
  const catalogue = loadCatalogue();
  const known = (name: string): Query => {
    const query = catalogue.get(name);
    if (query === undefined) throw new Error(`There is no query ${name}.`);
    return query;
  };
  const path = fileURLToPath(new URL('two-hops.cypher', import.meta.url));
  const asked: readonly (readonly [string, Query, Params])[] = [
    ['league, everybody ranked', known('league/rank-suspects'), { ...scope }],
    [
      'league, contributions of the hundred',
      known('league/list-contributions'),
      { ...scope, personIds: hundred },
    ],
    [
      'two hops around 2,000 people',
      parseQueryFile('bench/two-hops', readFileSync(path, 'utf8')),
      { ids: people },
    ],
  ];
  const figures = [];
  for (const [name, query, params] of asked)
    for (const seen of SEEN) {
      const line = {
        name,
        markingsSeen: seen,
        ...(await compare(bench, query, { ...params, visible: markings(seen) })),
      };
      say(JSON.stringify(line));
      figures.push(line);
    }
  return { size: size.name, suspects: size.suspects, goes: GOES, figures };
}

/** In the order in which the service gives them: by id, the base marking first. */
const markings = (seen: number): readonly string[] => [
  'OFFICIAL',
  ...Array.from({ length: seen - 1 }, (_, at) => `OFFICIAL-SENSITIVE/COMPARTMENT ${at}`).sort(),
];

async function compare(bench: OpenBench, query: Query, params: Params) {
  const sent = Object.fromEntries(
    query.parameters.map(({ name, type }) => [name, toDriver(params[name], type, name)]),
  );
  const driver = driverOf(bench.store.graph);
  const run = async (text: string) => {
    const started = performance.now();
    const { records } = await driver.executeQuery(text, sent, { routing: 'READ' });
    return { ms: performance.now() - started, rows: records.length };
  };
  const bare = withoutMarkings(query);
  const times = { with: [] as number[], without: [] as number[] };
  for (let go = 0; go < WARM + GOES; go += 1) {
    // Whichever comes first meets what the other left in the caches: they take turns.
    const order = go % 2 === 0 ? ([query.text, bare] as const) : ([bare, query.text] as const);
    const [one, two] = [await run(order[0]), await run(order[1])];
    if (one.rows !== two.rows || one.rows === 0) throw new Error('The two queries do not answer the same.');
    if (go < WARM) continue;
    times.with.push(go % 2 === 0 ? one.ms : two.ms);
    times.without.push(go % 2 === 0 ? two.ms : one.ms);
  }
  const [filtered, plain] = [sorted(times.with), sorted(times.without)];
  const [medianWith, medianWithout] = [quantile(filtered, 0.5), quantile(plain, 0.5)];
  return {
    withMs: medianWith,
    withoutMs: medianWithout,
    /** Of the medians, in per cent of the query without markings. */
    costPercent: rounded(100 * (medianWith / medianWithout - 1)),
    leastWithMs: rounded(filtered[0] ?? Number.NaN),
    leastWithoutMs: rounded(plain[0] ?? Number.NaN),
  };
}
