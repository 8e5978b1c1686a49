import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeActivity } from './activity.ts';
import { LAST_DAY } from './calendar.ts';
import { plantConnections } from './connections.ts';
import { plantDuplicates } from './duplicates.ts';
import { followHabits } from './habits.ts';
import { makeLater } from './later.ts';
import { makeListed } from './listed.ts';
import { makeEdges, makePopulation } from './population.ts';
import { plantSeries } from './series.ts';
import { type PersonNote, type Row, World } from './World.ts';
import { writeBundle, writeRows } from './writeBundle.ts';

export interface SeedOptions {
  /** Male suspects of violence against women and girls in the last year: 35,000 for the whole London. */
  readonly size: number;
  /** The same number gives the same files. */
  readonly seed: number;
  /** Folder that gets `bundle/`, `later/<month>/` and `truth/`; what stood there is replaced. */
  readonly out: string;
  readonly onProgress?: (message: string) => void;
}
export interface SeedSummary {
  readonly size: number;
  readonly seed: number;
  /** Rows of the main bundle by file. */
  readonly files: Readonly<Record<string, number>>;
}

/** Suspects of a whole year in London (published for the first list). */
const FULL = 35_000;
const LISTED = 100;

/**
 * Writes a calibrated, synthetic London: 24 months to 30 June 2023 as a bundle like anyone else's, three later bundles,
 * and beside them what was planted. No person in it is real. The hundred listed are the same in shape at every size.
 */
export async function generateSeed({ size, seed, out, onProgress }: SeedOptions): Promise<SeedSummary> {
  const world = new World(seed);
  const scale = size / FULL;
  onProgress?.('making people and offences');
  const listed = makeListed(world);
  const { current, former, offences, escalators } = makePopulation(world, size - LISTED);
  makeEdges(world, scale);
  const duplicates = plantDuplicates(world, former, offences, scale);
  const { series, lookAlikes, following } = plantSeries(world, current, scale);
  onProgress?.('making what happened around them');
  makeActivity(world, [...listed, ...current, ...former], offences, scale);
  const connections = plantConnections(world, current, scale);
  followHabits(world, following);
  flushPlaces(world);

  onProgress?.('writing the bundle');
  for (const part of ['bundle', 'later', 'truth'])
    await rm(join(out, part), { recursive: true, force: true });
  const files = await writeBundle(join(out, 'bundle'), world.rows, LAST_DAY);
  for (const { name, asOf, rows } of makeLaterWithPlaces(world, listed, duplicates, scale))
    await writeBundle(join(out, 'later', name), rows, asOf);
  await mkdir(join(out, 'truth'), { recursive: true });
  const truth = {
    duplicates,
    series,
    look_alikes: lookAlikes,
    hidden_connections: connections,
    escalators: escalators.map(({ person, escalates }) => ({
      person_id: person.id,
      escalates: escalates ? 'yes' : 'no',
    })),
  };
  for (const [name, rows] of Object.entries(truth)) await writeRows(join(out, 'truth', `${name}.csv`), rows);
  return { size, seed, files };
}

/** Places become rows once everything that happens at them is made. */
function flushPlaces(world: World): void {
  const written = world.rows.get('locations.csv')?.length ?? 0;
  for (const place of world.places.all.slice(written)) world.add('locations.csv', { ...place });
}

/** Each later bundle brings the places that it is the first to speak of. */
function makeLaterWithPlaces(
  world: World,
  listed: readonly PersonNote[],
  duplicates: readonly Row[],
  scale: number,
) {
  const written = world.places.all.length;
  const later = makeLater(world, listed, duplicates, scale);
  const fresh = new Map(world.places.all.slice(written).map((place) => [place.id, place]));
  return later.map(({ rows, ...rest }) => {
    const asked = ['offences.csv', 'residences.csv'].flatMap((file) =>
      (rows.get(file) ?? []).map((row) => String(row.location_id)),
    );
    const places = [...new Set(asked)].flatMap((id) => fresh.get(id) ?? []);
    return { ...rest, rows: new Map([...rows, ['locations.csv', places.map((place) => ({ ...place }))]]) };
  });
}
