import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallCells } from '../../../src/access/victims/smallCells.ts';

/** Every table of as many cells as there are hidden ones that the shown cells and the total allow. */
function possible(counts: readonly number[], hidden: ReadonlySet<number>): readonly (readonly number[])[] {
  const places = [...hidden];
  const rest = places.reduce((sum, place) => sum + (counts[place] ?? 0), 0);
  const split = (left: number, cells: number): number[][] =>
    cells === 0
      ? left === 0
        ? [[]]
        : []
      : Array.from({ length: left }, (_, at) => at + 1).flatMap((count) =>
          split(left - count, cells - 1).map((others) => [count, ...others]),
        );
  return split(rest, places.length).filter((cells) => {
    const table = counts.map((count, place) =>
      hidden.has(place) ? (cells[places.indexOf(place)] ?? 0) : count,
    );
    return [...smallCells(table)].sort().join() === places.toSorted().join();
  });
}

describe('small cells', () => {
  it.each([
    [[], []],
    [[0, 5, 9], []],
    [
      [4, 9, 7, 0],
      [0, 2],
    ],
    [
      [1, 2, 9],
      [0, 1],
    ],
    [
      [1, 1, 9],
      [0, 1, 2],
    ],
    [
      [4, 4, 9, 8],
      [0, 1, 3],
    ],
    [
      [8, 8, 4, 9],
      [0, 1, 2],
    ],
    [[3], [0]],
  ])('of %j are those at %j', (counts, places) => {
    expect([...smallCells(counts)].sort()).toEqual(places);
  });

  it('cannot be told from the cells that are shown and the total, where the table has anything to hide them behind', () => {
    const cells = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(cells, (counts) => {
        const hidden = smallCells(counts);
        fc.pre(hidden.size > 1);
        const tables = possible(counts, hidden);
        for (const at of hidden.keys()) {
          const seen = new Set(tables.map((table) => table[[...hidden].indexOf(at)]));
          if ((counts[at] ?? 0) < 5 && counts.some((count) => count >= 5))
            expect(seen.size).toBeGreaterThan(1);
        }
      }),
    );
  });
});
