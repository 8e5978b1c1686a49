import { join } from 'node:path';
import { generateSeed } from '../../seed/index.ts';
import { systemClock } from '../../src/config/index.ts';
import { importBundle } from '../../src/ingest/index.ts';
import { loadAdjacency } from '../../src/links/adjacency/loadAdjacency.ts';
import { LONDON_SOURCE } from '../importing/importLondon.ts';
import { say, withBench } from '../openBench.ts';
import { type Figure, rounded } from './Figure.ts';
import { type ByOrder, type ConnectionsFound, onLondonConnections } from './onLondonConnections.ts';
import { onLondonSeries, type SeriesFound } from './onLondonSeries.ts';
import { withBundle } from './withBundle.ts';

/** Seeds of Londons on which nothing was ever tuned. */
const SEEDS = [9_001, 9_002, 9_003, 9_004, 9_005];
/** Suspects of each that connections are looked for in: it is imported into a store. */
const SUSPECTS = 1_000;
/** Of each that series are looked for in: as many as in the London that the service starts with, with 40 planted series. */
const SUSPECTS_OF_SERIES = 35_000;

/** What was planted in five synthetic Londons, found: the mean, and the least or most of the five. */
export async function onLondons(): Promise<Figure[]> {
  const series: { readonly ours: SeriesFound; readonly distanceAlone: SeriesFound }[] = [];
  const connections: ConnectionsFound[] = [];
  for (const seed of SEEDS) {
    say(`London of seed ${seed}`);
    await withBundle(async (bundle) => {
      const { folder } = bundle;
      await generateSeed({ size: SUSPECTS, seed, out: folder });
      connections.push(await connectionsOf(folder));
    }, 'bundle');
    await withBundle(async (bundle) => {
      await generateSeed({ size: SUSPECTS_OF_SERIES, seed, out: bundle.folder });
      series.push(await onLondonSeries(bundle));
    }, 'bundle');
  }
  const londons = (suspects: number) => `London, ${suspects} suspects, seeds ${SEEDS.join(', ')}`;
  const figure = (
    name: string,
    target: string,
    ours: readonly number[],
    beside: Figure['beside'],
    suspects = SUSPECTS,
  ): Figure => ({
    data: londons(suspects),
    figure: `${name} (of the five: ${ours.map((value) => value.toFixed(2)).join(', ')})`,
    ours: mean(ours),
    beside,
    target,
  });
  const ofSeries = (name: string, target: string, what: keyof SeriesFound): Figure =>
    figure(
      name,
      target,
      series.map(({ ours }) => ours[what]),
      { 'distance alone': mean(series.map(({ distanceAlone }) => distanceAlone[what])) },
      SUSPECTS_OF_SERIES,
    );
  return [
    figure(
      'pairs given a thing in common, among the first 20 of hiddenLinks',
      '>= 0.8',
      connections.map(({ things }) => things.ours),
      besideOrder(connections.map(({ things }) => things)),
    ),
    figure(
      'ends of planted chains of 2 to 5 links, among the first 20 chains of hiddenLinks',
      '>= 0.8',
      connections.map(({ ends }) => ends.ours),
      besideOrder(connections.map(({ ends }) => ends)),
    ),
    figure(
      'planted chains that are the first path between their ends',
      'none set',
      connections.map(({ chains }) => chains),
      {},
    ),
    ofSeries('pairs of planted series found at 1 % false positives', '>= 0.6', 'found'),
    ofSeries(
      'false alarms among the look-alikes where 60 % of the planted pairs are found',
      '<= 0.1',
      'lookAlikes',
    ),
    ofSeries('the same among look-alikes in the same streets in another season', 'none set', 'inSameStreets'),
  ];
}

const besideOrder = (found: readonly ByOrder[]) => ({
  'cheapest path': mean(found.map(({ cheapest }) => cheapest)),
  'plain shortest path': mean(found.map(({ shortest }) => shortest)),
  'common neighbours': mean(found.map(({ common }) => common)),
});

const mean = (values: readonly number[]) =>
  rounded(values.reduce((sum, value) => sum + value, 0) / values.length);

const connectionsOf = (folder: string): Promise<ConnectionsFound> =>
  withBench(async ({ store, workDirectory, caller }) => {
    const path = join(folder, 'bundle');
    await importBundle(store.graph, { path, clock: systemClock, workDirectory, load: store.load });
    const adjacency = await loadAdjacency(store.graph);
    return onLondonConnections(folder, adjacency, caller.visible, LONDON_SOURCE);
  });
