import { describe, expect, it } from 'vitest';
import { offencesOfGraph } from '../../../../src/links/series/fromGraph.ts';
import type { SeriesRow } from '../../../../src/links/series/repository.ts';
import { row } from './seriesRow.ts';

const day = (text: string) => Date.parse(`${text}Z`) / 86_400_000;
const of = (...rows: readonly Partial<SeriesRow>[]) => offencesOfGraph(rows.map(row));

describe('offences of the graph, as series are looked for in', () => {
  it('happened within all that their times can mean', () => {
    const [exact, between, month, reported, unknown] = of(
      { occurredFrom: '2023-05-05T23:10', occurredFromPrecision: 'TIME' },
      {
        occurredFrom: '2023-05-05T18:00:00',
        occurredFromPrecision: 'TIME',
        occurredTo: '2023-05-08T00:00',
        occurredToPrecision: 'DAY',
      },
      { occurredFrom: '2023-02-01T00:00', occurredFromPrecision: 'MONTH' },
      { reportedOn: '2023-03-01', reportedTo: '2023-03-31' },
      {},
    );
    expect([exact?.from, exact?.to]).toEqual([day('2023-05-05T23:10:00'), day('2023-05-05T23:10:00')]);
    expect(between?.from).toBe(day('2023-05-05T18:00:00'));
    expect(between?.to).toBeCloseTo(day('2023-05-08T23:59:00'), 6);
    expect(month?.to).toBeCloseTo(day('2023-02-28T23:59:00'), 6);
    expect([reported?.from, Math.round(reported?.to ?? 0)]).toEqual([
      day('2023-03-01T00:00:00'),
      day('2023-04-01T00:00:00'),
    ]);
    expect([unknown?.from, unknown?.to]).toEqual([undefined, undefined]);
  });

  it('are known by the square kilometre where the place is a home that is hidden', () => {
    const [first, second, open] = of(
      { latitude: 51.5001, longitude: -0.1201, home: true },
      { latitude: 51.5002, longitude: -0.1202, home: true },
      { latitude: 51.5001, longitude: -0.1201 },
    );
    expect([first?.x, first?.y, first?.coarse]).toEqual([second?.x, second?.y, true]);
    expect(open?.coarse).toBeUndefined();
    const off = [(open?.x ?? 0) - (first?.x ?? 0), (open?.y ?? 0) - (first?.y ?? 0)].map(Math.abs);
    expect(Math.max(...off)).toBeLessThanOrEqual(500);
    expect((first?.x ?? 0) % 500).toBeCloseTo(0, 6);
  });

  it('lie on one plane; the places of another are unknown', () => {
    const found = of(
      { x: 0, y: 3_000, source: 'a' },
      { x: 4_000, y: 0, source: 'a' },
      { x: 4_000, y: 0, source: 'b' },
      { latitude: 51.5, longitude: 0 },
    );
    expect(found.map(({ x, y }) => [x, y])).toEqual([
      [0, 3_000],
      [4_000, 0],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it('know a victim by the age band alone', () => {
    const victims = (age: number | null) => [{ id: 'v', age }];
    const ages = of({ victims: victims(25) }, { victims: victims(34) }, { victims: victims(null) }, {});
    expect(ages.map(({ victimAge }) => victimAge)).toEqual([30, 30, undefined, undefined]);
  });
});
