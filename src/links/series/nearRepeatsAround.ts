import { type Context, callOptions } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { findLocations } from '../../records/index.ts';
import { noneSuch } from '../paths/findPaths.ts';
import { beginTurn } from '../turns/Turn.ts';
import { type NearRepeat, nearRepeat, type PlacedEvent } from './nearRepeat.ts';
import type { SeriesOffence } from './SeriesOffence.ts';
import { seriesInScope } from './seriesInScope.ts';

export interface NearRepeatBand extends NearRepeat {
  /** More than so many metres away, save 0, which is the same place; at most `metresTo`. */
  readonly metresFrom: number;
  readonly metresTo: number;
  /** At most so many days apart. */
  readonly days: number;
  /** Offences of the band around the place, in the days before and up to the day asked for; the newest first. */
  readonly recent: readonly string[];
}
export interface NearRepeats {
  /** Last day, `yyyy-MM-dd`. */
  readonly asOf: string | undefined;
  readonly events: number;
  /** Offences whose place or day is not known exactly. */
  readonly leftOut: number;
  readonly bands: readonly NearRepeatBand[];
  readonly reason: string | undefined;
}
type Event = PlacedEvent & { readonly id: string };

/** Addresses of one building are at times some metres apart. */
const SAME_PLACE = 1;
const RINGS = [
  [0, SAME_PLACE],
  [SAME_PLACE, 100],
  [100, 200],
  [200, 400],
] as const;
const DAYS = [7, 14] as const;
const SHUFFLES = 199;
const MOST_EVENTS = 50_000;
/** Of one ring: each is looked at on every shuffle. */
const MOST_PAIRS = 1_000_000;
const MS_OF_DAY = 86_400_000;

/**
 * How much more often than by chance offences that a programme is about were near each other and soon after one another
 * (see nearRepeat.ts), and which of them lately lay around a place.
 * @throws LinchpinError NOT_FOUND (programme), BAD_INPUT (asOf, too many offences or pairs of them), UNAVAILABLE while it is being learned how
 * offences are linked
 */
export async function nearRepeatsAround(
  context: Context,
  request: { readonly programme: string; readonly locationId: string; readonly asOf?: string | undefined },
): Promise<NearRepeats> {
  const { graph, caller, signal } = context;
  const { locationId } = request;
  const options = callOptions(context, 'nearRepeats');
  const { series, inScope, asOf } = await seriesInScope(context, request.programme, options, request.asOf);
  const [place] = await findLocations(graph, { ids: [locationId], visible: caller.visible }, options);
  const inside = series.offences.filter(({ id }) => inScope.has(id));
  const events = inside.flatMap(eventOf);
  const found = { asOf, events: events.length, leftOut: inside.length - events.length };
  const said = (reason: string) => (series.beyond === undefined ? reason : `${series.beyond} ${reason}`);
  const nothing = (reason: string): NearRepeats => ({ ...found, bands: [], reason: said(reason) });
  if (place === undefined) return nothing(`${noneSuch(locationId)} It must be a location.`);
  if (place.victimsHome)
    return nothing(`"${locationId}" is only known by its postcode sector, to protect somebody.`);
  const { latitude, longitude } = place;
  if ((latitude ?? null) === null || (longitude ?? null) === null || series.projection === undefined)
    return nothing(`It is not known where "${locationId}" lies beside these offences.`);
  if (events.length < 2)
    return nothing('The programme is about fewer than two offences whose place and day are known exactly.');
  if (events.length > MOST_EVENTS)
    throw new LinchpinError(
      'BAD_INPUT',
      `${events.length} offences are more than ${MOST_EVENTS}; ask of a programme that is about fewer.`,
      { place: { argument: 'programme' } },
    );
  const at = series.projection(latitude ?? 0, longitude ?? 0);
  const last = Date.parse(`${asOf}T00:00:00Z`) / MS_OF_DAY;
  const bands: NearRepeatBand[] = [];
  const bounds = { shuffles: SHUFFLES, mostPairs: MOST_PAIRS, turn: beginTurn(signal) };
  for (const [metresFrom, metresTo] of RINGS) {
    const found = await nearRepeat(events, [metresFrom, metresTo], DAYS, bounds);
    for (const [nth, days] of DAYS.entries()) {
      const [repeat] = found.slice(nth);
      if (repeat === undefined) continue;
      const recent = recentAround(events, at, [metresFrom, metresTo], [last - days, last]);
      bands.push({ ...repeat, metresFrom, metresTo, days, recent });
    }
  }
  return { ...found, bands, reason: series.beyond };
}

/** One whose place is known exactly and whose day is known to one before or after. */
function eventOf({ id, from, to, x, y, coarse }: SeriesOffence): readonly Event[] {
  if (from === undefined || to === undefined || x === undefined || y === undefined || coarse === true)
    return [];
  return to - from <= 2 ? [{ id, x, y, day: Math.floor((from + to) / 2) }] : [];
}

function recentAround(
  events: readonly Event[],
  [x, y]: readonly [number, number],
  [least, most]: readonly [number, number],
  [first, last]: readonly [number, number],
): readonly string[] {
  return events
    .filter(({ day }) => day >= first && day <= last)
    .filter((event) => {
      const apart = Math.hypot(event.x - x, event.y - y);
      return apart <= most && (least === 0 || apart > least);
    })
    .toSorted((a, b) => b.day - a.day || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
