import { projectRoot, readConfig } from '../src/config/index.ts';
import { serverMemory } from '../src/neo4j/local/memory.ts';
import { measureApi } from './api/measureApi.ts';
import { measureAudit } from './audit/measureAudit.ts';
import { importLondon } from './importing/importLondon.ts';
import { measureLeague, type SizeFigures } from './league/measureLeague.ts';
import { chosenSizes, LONDON } from './league/sizes.ts';
import { summary } from './league/summary.ts';
import { measureAnalysis } from './links/measureAnalysis.ts';
import { measureHubs } from './links/measureHubs.ts';
import { measureLinks } from './links/measureLinks.ts';
import { measureMarkings } from './markings/measureMarkings.ts';
import { measureMemory } from './memory/measureMemory.ts';
import { type OpenBench, withBench } from './openBench.ts';
import { measureQuality } from './quality/measureQuality.ts';
import { printTable, writeResults } from './results.ts';

const MEASUREMENTS = {
  import: measureImport,
  league: measureLeagues,
  api: measurePage,
  audit: () => measureAlone('audit', measureAudit),
  markings: measureCost,
  memory: () => measureAlone('memory', measureMemory),
  links: measureConnections,
  hubs: measureWorst,
  analysis: showAnalysis,
  quality: showQuality,
} as const;
/** The league's London is imported on the way, so it is not done twice where everything is measured. */
const ON_THE_WAY = 'import';

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const strange = wanted.find((word) => !(word in MEASUREMENTS));
if (strange !== undefined) {
  process.stderr.write(
    `There is no measurement "${strange}"; there are: ${Object.keys(MEASUREMENTS).join(', ')}.\n`,
  );
  process.exit(1);
}
for (const [name, measure] of Object.entries(MEASUREMENTS))
  if (wanted.includes(name) || (wanted.length === 0 && name !== ON_THE_WAY)) await measure();

/** One measurement with a store of its own and a file of results. */
async function measureAlone(name: string, measure: (bench: OpenBench) => Promise<object>): Promise<void> {
  const figures = await withBench(measure);
  printTable(
    [name, 'value'],
    Object.entries(figures).map(([key, value]) => [key, JSON.stringify(value)]),
  );
  await writeResults(name, figures);
}

/** Connections on networks of these many persons, each with ten times as many relationships. */
async function measureConnections(): Promise<void> {
  const chosen = process.env.LINCHPIN_BENCH_SIZES?.split(',').map(Number);
  const sizes: Awaited<ReturnType<typeof measureLinks>>[] = [];
  for (const persons of chosen ?? [100_000, 1_000_000]) sizes.push(await measureLinks(persons));
  for (const { figures, ...of } of sizes) {
    printTable(
      ['connections', 'asked', 'p50 ms', 'p95 ms'],
      Object.entries(figures).map(([name, { asked, p50Ms, p95Ms }]) => [name, asked, p50Ms, p95Ms]),
    );
    printTable(['of', 'value'], Object.entries(of));
  }
  await writeResults(chosen === undefined ? 'links' : `links-${chosen.join('-')}`, { sizes });
}

/** At their worst, on a network of so many persons. */
async function measureWorst(): Promise<void> {
  const [chosen] = process.env.LINCHPIN_BENCH_SIZES?.split(',').map(Number) ?? [];
  const figures = await measureHubs(chosen ?? 1_000_000);
  printTable(
    ['asked at the hubs', 's', 'longest block, ms', 'others waited, ms', 'ended with'],
    figures.questions.map(({ name, seconds, blockProcessorMs, othersWaitedMs, ended }) => [
      ...[name, seconds, blockProcessorMs, othersWaitedMs],
      ended.split(':')[0],
    ]),
  );
  await writeResults('hubs', figures);
}

async function showAnalysis(): Promise<void> {
  const figures = await measureAnalysis();
  printTable(['what is worked out', 'seconds'], Object.entries(figures));
  await writeResults('analysis', { figures });
}

async function showQuality(): Promise<void> {
  const figures = await measureQuality();
  printTable(
    ['data with a truth', 'figure', 'ours', 'target', 'beside it'],
    figures.map(({ data, figure, ours, target, beside }) => [
      ...[data, figure, ours, target],
      Object.entries(beside)
        .map(([name, value]) => `${name} ${value}`)
        .join('; '),
    ]),
  );
  await writeResults('quality', { figures });
}

async function measureImport(): Promise<void> {
  const { figures } = await withBench((bench) => importLondon(bench, LONDON.suspects));
  await showImport(figures);
}

/** At the least of the chosen sizes: the share that markings cost is asked for, and the seed makes it. */
async function measureCost(): Promise<void> {
  const [size = LONDON] = chosenSizes();
  const { figures, ...of } = await measureMarkings(size);
  printTable(
    ['what markings cost', 'markings seen', 'with, ms', 'without, ms', 'cost, %', 'target'],
    figures.map(({ name, markingsSeen, withMs, withoutMs, costPercent }) => [
      ...[name, markingsSeen, withMs, withoutMs, costPercent],
      '<= 25',
    ]),
  );
  await writeResults(size.name === LONDON.name ? 'markings' : `markings-${size.name}`, { ...of, figures });
}

async function showImport(figures: object): Promise<void> {
  printTable(['import of London', 'value'], Object.entries(figures));
  await writeResults('import', { figures });
}

/** At the first of the sizes; another than London's does not stand in for the bench. */
async function measurePage(): Promise<void> {
  const { name, suspects } = chosenSizes()[0] ?? LONDON;
  const figures = await measureApi(suspects);
  const { apollo, linchpin, times } = figures;
  printTable(
    ['league page over HTTP', 'Apollo as it comes', 'trusted document, audited'],
    [
      ['requests/s', apollo.requestsPerSecond, linchpin.requestsPerSecond],
      ['p50 ms', apollo.p50Ms, linchpin.p50Ms],
      ['p99 ms', apollo.p99Ms, linchpin.p99Ms],
      ['times as many (target >= 5)', 1, times],
    ],
  );
  await writeResults(name === LONDON.name ? 'api' : `api-${name}`, { figures });
}

async function measureLeagues(): Promise<void> {
  const sizes: SizeFigures[] = [];
  const chosen = chosenSizes();
  for (const size of chosen) {
    const figures = await measureLeague(size);
    sizes.push(figures);
    if (figures.imported !== undefined) await showImport(figures.imported);
  }
  const lines = summary(sizes);
  printTable(
    ['league', 'target', ...sizes.map(({ size }) => size), 'slope', 'target'],
    lines.map(({ name, target, values, slope, slopeTarget }) => [
      name,
      target,
      ...values,
      slope ?? '',
      slopeTarget ?? '',
    ]),
  );
  const { neo4j } = readConfig(process.env, projectRoot);
  const usual = chosenSizes('').map(({ name }) => name);
  const names = chosen.map(({ name }) => name);
  // A trial at other sizes does not stand in for the bench.
  const file = names.join() === usual.join() ? 'league' : `league-${names.join('-')}`;
  await writeResults(file, { neo4j: serverMemory(neo4j, 'service'), summary: lines, sizes });
}
