import { describe, expect, it } from 'vitest';
import { addUp, coverageRows } from '../../../src/league/coverage/CoverageRow.ts';

const row = (name: string | undefined, offences: number, victim: number) => ({
  name,
  offences,
  suspect: 0,
  type: offences,
  weight: offences,
  place: offences,
  victim,
});
const victims = (...rows: Parameters<typeof row>[]) =>
  coverageRows(rows.map((cells) => row(...cells))).map(({ victim }) => victim.count);

describe('rows of coverage', () => {
  it('add up under their names, the unknown last', () => {
    const rows = [row(undefined, 1, 0), row('Brent', 2, 1), row('Acton', 3, 3), row('Brent', 4, 1)];
    expect(addUp(rows, ({ name }) => name)).toEqual([
      row('Acton', 3, 3),
      row('Brent', 6, 2),
      row(undefined, 1, 0),
    ]);
  });

  it('hold back counts of 1 to 4, and show 0 and 5', () => {
    expect(victims(['a', 20, 4], ['b', 20, 1], ['c', 20, 0], ['d', 20, 5])).toEqual([
      undefined,
      undefined,
      0,
      5,
    ]);
  });

  it('hold back the next least too where the total would tell the only one', () => {
    expect(victims(['a', 20, 4], ['b', 20, 9], ['c', 20, 7], ['d', 20, 0])).toEqual([
      undefined,
      9,
      undefined,
      0,
    ]);
  });

  it('hold back the next least too where the total leaves one way to fill what is held back', () => {
    // Two of 1 to 4 that add up to 2 are 1 and 1, and that add up to 8 are 4 and 4.
    expect(victims(['a', 20, 1], ['b', 20, 1], ['c', 20, 9], ['d', 20, 6])).toEqual([
      undefined,
      undefined,
      9,
      undefined,
    ]);
    expect(victims(['a', 20, 4], ['b', 20, 4], ['c', 20, 9])).toEqual([undefined, undefined, undefined]);
    expect(victims(['a', 20, 1], ['b', 20, 2], ['c', 20, 9])).toEqual([undefined, undefined, 9]);
  });

  it('give no share of a number of offences that is held back', () => {
    const [small, other] = coverageRows([row('a', 3, 0), row('b', 8, 6)]);
    expect(small?.victim).toEqual({ count: 0, share: undefined, suppressed: false });
    expect(other).toMatchObject({ offences: { suppressed: true }, victim: { count: 6, share: undefined } });
    expect(coverageRows([row('a', 8, 6)])[0]?.victim).toMatchObject({ share: 0.75 });
  });
});
