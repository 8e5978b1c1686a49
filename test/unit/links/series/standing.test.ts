import { expect, it } from 'vitest';
import { standingOf } from '../../../../src/links/series/standing.ts';
import { row } from './seriesRow.ts';

it('reads the same for one who sees a place or suspect that is marked above its offence and one who does not', () => {
  const place = { placeKind: 'HOUSE', latitude: 51.5, longitude: -0.1 };
  const suspect = (...markings: readonly string[]) => [{ id: 'p', markings: [...markings] }];
  const withoutSight = standingOf(row({}));
  for (const placeMarkings of [
    ['SECRET', 'OFFICIAL'],
    ['OFFICIAL', 'SECRET'],
    ['SECRET', 'SECRET'],
  ])
    expect(standingOf(row({ ...place, placeMarkings }))).toBe(withoutSight);
  expect(standingOf(row({ suspects: suspect('OFFICIAL', 'SECRET') }))).toBe(withoutSight);
  expect(standingOf(row({ ...place, placeMarkings: ['OFFICIAL', 'OFFICIAL'] }))).not.toBe(withoutSight);
  expect(standingOf(row({ suspects: suspect('OFFICIAL', 'OFFICIAL') }))).not.toBe(withoutSight);
});
