import { beforeAll, describe, expect, it } from 'vitest';
import { followHabits } from '../../../seed/habits.ts';
import { newSuspect } from '../../../seed/population.ts';
import { plantSeries } from '../../../seed/series.ts';
import { type Row, World } from '../../../seed/World.ts';

interface Planted {
  readonly series: string;
  readonly x: number;
  readonly y: number;
  readonly moment: number;
  readonly marks: ReadonlySet<string>;
}
type Pair = readonly [Planted, Planted];

const HOUR = 3_600_000;
let planted: readonly Planted[];
let pairs: { readonly linked: readonly Pair[]; readonly others: readonly Pair[] };
let lookAlikes: readonly Row[];

beforeAll(() => {
  const world = new World(17);
  const current = Array.from({ length: 300 }, () => newSuspect(world));
  const made = plantSeries(world, current, 3);
  followHabits(world, made.following);
  lookAlikes = made.lookAlikes;
  const seriesOf = new Map(made.series.map((row) => [row.offence_id, String(row.series)]));
  const places = new Map(world.places.all.map((place) => [place.id, place]));
  planted = (world.rows.get('offences.csv') ?? []).map((row) => {
    const place = places.get(String(row.location_id));
    return {
      series: seriesOf.get(row.id) ?? '',
      x: Number(place?.longitude) * 111.195 * Math.cos((51.5 * Math.PI) / 180),
      y: Number(place?.latitude) * 111.195,
      moment: Date.parse(`${row.occurred_from}Z`),
      marks: new Set(row.modus_operandi === undefined ? [] : String(row.modus_operandi).split(';')),
    };
  });
  const all = planted.flatMap((one, at) => planted.slice(at + 1).map((other): Pair => [one, other]));
  pairs = {
    linked: all.filter(([one, other]) => one.series === other.series),
    others: all.filter(([one, other]) => one.series !== other.series),
  };
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const km = ([one, other]: Pair) => Math.hypot(one.x - other.x, one.y - other.y);
const hours = ([one, other]: Pair) => {
  const apart = Math.abs((one.moment - other.moment) / HOUR) % 24;
  return Math.min(apart, 24 - apart);
};
const days = ([one, other]: Pair) => Math.abs(one.moment - other.moment) / HOUR / 24;
const jaccard = ([{ marks: one }, { marks: other }]: Pair) => {
  const both = [...one].filter((mark) => other.has(mark)).length;
  return both / (one.size + other.size - both);
};

const areMarked = (pair: Pair) => pair.every(({ marks }) => marks.size > 0);

/** Share of pairs of which a linked one lies nearer than another. */
function nearer(): number {
  const linked = pairs.linked.map(km);
  const others = pairs.others.map(km).filter((_, at) => at % 50 === 0);
  return mean(linked.map((own) => mean(others.map((other) => (own < other ? 1 : own === other ? 0.5 : 0)))));
}

describe('the series of unknown suspects in the synthetic London', () => {
  it('lie together as real ones do: distance alone tells them nearly as in crimelinkage (.888)', () => {
    expect(nearer()).toBeGreaterThan(0.84);
    expect(nearer()).toBeLessThan(0.94);
  });

  it('keep to their ways, hours and weeks, and not strictly', () => {
    expect(mean(pairs.linked.filter(areMarked).map(jaccard))).toBeGreaterThan(0.4);
    expect(mean(pairs.linked.filter(areMarked).map(jaccard))).toBeLessThan(0.51);
    expect(mean(pairs.linked.map(hours))).toBeGreaterThan(3.7);
    expect(mean(pairs.linked.map(hours))).toBeLessThan(4.6);
    expect(median(pairs.linked.map(days))).toBeLessThan(45);
    expect(median(pairs.others.map(days))).toBeGreaterThan(60);
  });

  it('have look-alikes: one way elsewhere, or in the same streets in another season', () => {
    const middle = (series: unknown) => {
      const own = planted.filter((one) => one.series === series);
      return [
        mean(own.map(({ x }) => x)),
        mean(own.map(({ y }) => y)),
        median(own.map(({ moment }) => moment)),
      ];
    };
    const apart = (differs: string) =>
      lookAlikes
        .filter((row) => row.differs_in === differs)
        .map((row) => {
          const [[x = 0, y = 0, at = 0], [x2 = 0, y2 = 0, at2 = 0]] = [
            middle(row.series),
            middle(row.other_series),
          ];
          return { km: Math.hypot(x - x2, y - y2), days: Math.abs(at - at2) / HOUR / 24 };
        });
    expect(apart('TIME').length).toBe(30);
    expect(apart('PLACE').length).toBeGreaterThan(30);
    expect(median(apart('TIME').map((one) => one.km))).toBeLessThan(4);
    expect(median(apart('PLACE').map((one) => one.km))).toBeGreaterThan(10);
    expect(Math.min(...apart('TIME').map((one) => one.days))).toBeGreaterThan(30);
  });
});
