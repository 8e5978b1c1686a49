import { describe, expect, it } from 'vitest';
import { makeLeague } from '../../../bench/league/makeLeague.ts';

const COUNTING = new Set(['NAMED', 'ARRESTED', 'CHARGED', 'CONVICTED']);

describe('a made league', () => {
  const size = { suspects: 5_000, offences: 7_143 };
  const league = makeLeague(size);
  const made = league.offences.slice(0, size.offences);

  it('has so many offences that count, and 3 in a hundred more that must not', () => {
    expect(league.offences).toHaveLength(size.offences + Math.round(0.03 * size.offences));
    for (const { suspects, status, victim } of made) {
      expect(COUNTING.has(status)).toBe(true);
      expect(league.victims[victim]).toBe('F');
      for (const suspect of suspects) expect(league.suspects[suspect]).toBe('M');
    }
  });

  it('reports every suspect at least once, within the year', () => {
    const reported = new Set(made.flatMap(({ suspects }) => suspects));
    expect(reported.size).toBe(size.suspects);
    const days = league.offences.map(({ reportedOn }) => reportedOn).sort();
    expect(days[0]?.localeCompare('2022-07-01')).not.toBe(-1);
    expect(days.at(-1)?.localeCompare('2023-06-30')).not.toBe(1);
  });

  it('has a heavy tail: four in five with one report, a few with many', () => {
    const counts = new Map<number, number>();
    for (const { suspects } of made)
      for (const suspect of suspects) counts.set(suspect, 1 + (counts.get(suspect) ?? 0));
    const single = [...counts.values()].filter((count) => count === 1).length / counts.size;
    expect(single).toBeGreaterThan(0.75);
    expect(Math.max(...counts.values())).toBeGreaterThan(8);
  });

  it('is the same from the same numbers', () => expect(makeLeague(size)).toEqual(league));
});
