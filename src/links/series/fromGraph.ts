import { endOfMonth, endOfYear, format, parseISO } from 'date-fns';
import type { StatedDate } from '../../ingest/index.ts';
import { middleOfAgeBand } from '../../records/index.ts';
import { METRES_OF_DEGREE, window } from './fromBundle.ts';
import type { SeriesRow } from './repository.ts';
import { isAcquainted, type SeriesOffence } from './SeriesOffence.ts';

/** Side of the squares by which the homes of people who are protected are known, in metres. */
const SQUARE = 1_000;

/**
 * Offences of the graph as series linkage compares them, in the order of the rows. What no answer may tell is not in them:
 * a protected person's home is its square kilometre, an age is its band.
 */
export function offencesOfGraph(rows: readonly SeriesRow[]): readonly SeriesOffence[] {
  const place = placesOf(rows);
  return rows.map((row) => {
    const [from, to] = window(
      stated(row.occurredFrom, row.occurredFromPrecision),
      stated(row.occurredTo, row.occurredToPrecision),
      reported(row),
    );
    return {
      id: row.id,
      from,
      to,
      ...place(row),
      marks: row.modusOperandi,
      type: row.type ?? undefined,
      target: row.placeKind ?? undefined,
      victimAge: row.victims.map(({ age }) => middleOfAgeBand(age)).find((age) => age !== undefined),
      victims: row.victims.map(({ id }) => id),
      suspects: [...new Set(row.suspects.map(({ id }) => id))],
      acquainted: row.suspects.some(({ relationship }) => isAcquainted(relationship)),
    };
  });
}

function stated(
  at: string | null | undefined,
  precision: string | null | undefined,
): Pick<StatedDate, 'at' | 'last' | 'precision'> | undefined {
  if (at === null || at === undefined) return undefined;
  const day = at.slice(0, 10);
  // The driver leaves out seconds that are none.
  const moment = at.length === 16 ? `${at}:00` : at;
  if (precision === 'YEAR')
    return { at: moment, last: format(endOfYear(parseISO(day)), 'yyyy-MM-dd'), precision };
  if (precision === 'MONTH')
    return { at: moment, last: format(endOfMonth(parseISO(day)), 'yyyy-MM-dd'), precision };
  return { at: moment, last: day, precision: precision === 'TIME' ? 'TIME' : 'DAY' };
}

function reported({ reportedOn, reportedTo }: SeriesRow) {
  if (reportedOn === null || reportedOn === undefined) return undefined;
  return { at: `${reportedOn}T00:00:00`, last: reportedTo ?? reportedOn, precision: 'DAY' as const };
}

/** Metres on the plane of a place on the globe. */
export type Projection = (latitude: number, longitude: number) => readonly [x: number, y: number];

/**
 * Where offences are, in metres on one plane. Places on a plane of their own lie nowhere on the globe, or on that of
 * another source: of all planes the one that most offences are on is taken, and the places of the others are unknown.
 */
function placesOf(rows: readonly SeriesRow[]): (row: SeriesRow) => Pick<SeriesOffence, 'x' | 'y' | 'coarse'> {
  const taken = planeOfMost(rows);
  const project = projectionOf(rows);
  return (row) => {
    const plane = planeOf(row);
    if (plane === undefined || plane !== taken) return {};
    const [x, y] =
      plane === GLOBE ? project(row.latitude ?? 0, row.longitude ?? 0) : [row.x ?? 0, row.y ?? 0];
    if (!row.home) return { x, y };
    const square = (metres: number) => (Math.floor(metres / SQUARE) + 0.5) * SQUARE;
    return { x: square(x), y: square(y), coarse: true };
  };
}

/** How places on the globe lie on the plane of these offences; undefined where that is a plane of its own. */
export const projectionOnto = (rows: readonly SeriesRow[]): Projection | undefined =>
  planeOfMost(rows) === GLOBE ? projectionOf(rows) : undefined;

function planeOfMost(rows: readonly SeriesRow[]): string | undefined {
  const on = new Map<string, number>();
  for (const row of rows) {
    const plane = planeOf(row);
    if (plane !== undefined) on.set(plane, (on.get(plane) ?? 0) + 1);
  }
  const [most] = [...on].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return most?.[0];
}

function projectionOf(rows: readonly SeriesRow[]): Projection {
  const latitudes = rows.flatMap(({ latitude }) => latitude ?? []);
  const middle = latitudes.reduce((sum, latitude) => sum + latitude, 0) / Math.max(1, latitudes.length);
  const east = METRES_OF_DEGREE * Math.cos((middle * Math.PI) / 180);
  return (latitude, longitude) => [longitude * east, latitude * METRES_OF_DEGREE];
}

const GLOBE = 'globe';

function planeOf({ latitude, longitude, x, y, source }: SeriesRow): string | undefined {
  const known = (value: number | null | undefined) => value !== null && value !== undefined;
  if (known(latitude) && known(longitude)) return GLOBE;
  return known(x) && known(y) ? `plane of ${source ?? ''}` : undefined;
}
