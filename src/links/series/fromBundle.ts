import { type BundleFacts, type BundleReading, readFacts, type StatedDate } from '../../ingest/index.ts';
import { isAcquainted, type SeriesOffence } from './SeriesOffence.ts';

const FILES = ['offences.csv', 'locations.csv', 'involvements.csv'] as const;
type Facts = BundleFacts<(typeof FILES)[number]>;

const MS_OF_DAY = 86_400_000;
const MINUTE = 1 / 1440;
/** Of latitude. */
export const METRES_OF_DEGREE = 111_195;

/** Offences of a bundle as series linkage compares them. @throws LinchpinError as `readFacts` */
export async function offencesOfBundle(request: BundleReading): Promise<{
  readonly source: string;
  readonly asOf: string | undefined;
  readonly offences: SeriesOffence[];
}> {
  const facts = await readFacts({ ...request, files: FILES });
  return { source: facts.source, asOf: facts.asOf, offences: seriesOffences(facts) };
}

function seriesOffences({ rows }: Facts): SeriesOffence[] {
  const places = new Map(rows['locations.csv'].map((place) => [place.id, place]));
  const latitudes = rows['locations.csv'].flatMap(({ latitude }) => latitude ?? []);
  const middle = latitudes.reduce((sum, latitude) => sum + latitude, 0) / Math.max(1, latitudes.length);
  const east = METRES_OF_DEGREE * Math.cos((middle * Math.PI) / 180);
  const people = new Map<
    string,
    { suspects: string[]; acquainted: boolean; victims: string[]; ages: number[] }
  >();
  for (const { offenceId, personId, role, status, relationship, age } of rows['involvements.csv']) {
    const of = people.get(offenceId) ?? { suspects: [], acquainted: false, victims: [], ages: [] };
    people.set(offenceId, of);
    if (role === 'SUSPECT' && status !== 'ELIMINATED' && status !== 'ACQUITTED') {
      of.suspects.push(personId);
      of.acquainted ||= isAcquainted(relationship);
    }
    if (role === 'VICTIM') {
      of.victims.push(personId);
      if (age !== undefined) of.ages.push(age);
    }
  }
  return rows['offences.csv'].map((offence) => {
    const place = offence.locationId === undefined ? undefined : places.get(offence.locationId);
    const { suspects = [], acquainted = false, victims = [], ages = [] } = people.get(offence.id) ?? {};
    const [from, to] = window(offence.occurredFrom, offence.occurredTo, offence.reported);
    const flat = place?.x !== undefined && place.y !== undefined;
    return {
      id: offence.id,
      from,
      to,
      x: flat ? place.x : place?.longitude === undefined ? undefined : place.longitude * east,
      y: flat ? place.y : place?.latitude === undefined ? undefined : place.latitude * METRES_OF_DEGREE,
      marks: offence.modusOperandi,
      type: offence.typeCode ?? offence.statedCode ?? offence.titleKey ?? offence.statedTitle,
      target: place?.kind,
      victimAge: ages[0],
      victims,
      suspects,
      acquainted,
    };
  });
}

type Moment = Pick<StatedDate, 'at' | 'last' | 'precision'>;

/**
 * When it can have happened, in days: from the first moment that the stated start can mean to the last that the stated
 * end can mean. Without either, the day of the report.
 */
export function window(
  occurredFrom: Moment | undefined,
  occurredTo: Moment | undefined,
  reported: Moment | undefined,
): readonly [number | undefined, number | undefined] {
  const start = occurredFrom ?? occurredTo ?? reported;
  if (start === undefined) return [undefined, undefined];
  const end = occurredFrom === undefined ? start : (occurredTo ?? start);
  const [from, to] = [dayNumber(start.at), endOf(end)];
  return [from, Math.max(from, to)];
}

function endOf({ at, last, precision }: Moment): number {
  return precision === 'TIME' ? dayNumber(at) : dayNumber(`${last}T00:00:00`) + 1 - MINUTE;
}

function dayNumber(wallTime: string): number {
  return Date.parse(`${wallTime}Z`) / MS_OF_DAY;
}
