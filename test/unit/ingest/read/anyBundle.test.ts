import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinchpinError } from '../../../../src/errors/LinchpinError.ts';
import { columnsOf } from '../../../../src/ingest/read/fileColumns.ts';
import { BUNDLE_FILES, type BundleFile } from '../../../../src/ingest/types.ts';
import { read } from './readBundle.ts';

const cell = fc.oneof(
  fc.constantFrom(
    '',
    'P1',
    'P2',
    'O1',
    'L1',
    'P1;P2',
    'SUSPECT',
    'PHONE',
    '2023-01-01',
    '2023',
    '07700 900123',
    'SECRET',
  ),
  fc.string({ maxLength: 12, unit: 'grapheme' }),
  fc.string({ maxLength: 6, unit: 'binary' }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '\u0000',
    '\u001f',
    '-1e400',
    'NaN',
    '"',
    '\uFEFF',
    ' ',
    '0',
    '51.5',
  ),
);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const line = (cells: readonly string[]) => cells.map(quoted).join(',');

/** One file with a header of its own columns, some strange ones, and rows of anything; some of them ragged. */
const file = fc.constantFrom(...BUNDLE_FILES).chain((name) =>
  fc.record({
    name: fc.constant(name),
    strange: fc.uniqueArray(fc.constantFrom('__proto__', 'toString', 'x', ''), { maxLength: 3 }),
    rows: fc.array(
      fc.record({
        cells: fc.array(cell, { minLength: 20, maxLength: 20 }),
        ragged: fc.boolean(),
        twice: fc.boolean(),
      }),
      { maxLength: 12 },
    ),
  }),
);
type File = {
  name: BundleFile;
  strange: string[];
  rows: { cells: string[]; ragged: boolean; twice: boolean }[];
};

function textOf({ name, strange, rows }: File): { text: string; rows: number } {
  const header = [...columnsOf(name), ...strange];
  const lines = rows.flatMap(({ cells, ragged, twice }, at) => {
    const row = line(cells.slice(0, ragged && at % 3 === 0 ? header.length + 1 : header.length));
    return twice ? [row, row] : [row];
  });
  return { text: `${[line(header), ...lines].join('\n')}\n`, rows: lines.length };
}

describe('whatever a bundle holds', () => {
  it('every row is accepted, a duplicate or rejected, and each rejected row has its line', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(file, { minLength: 1, maxLength: 5, selector: ({ name }) => name }),
        async (files) => {
          const texts = files.map((each) => ({ name: each.name, ...textOf(each) }));
          const result = await read(Object.fromEntries(texts.map(({ name, text }) => [name, text])));
          for (const { name, rows } of texts) {
            const counts = result.counts[name];
            expect(counts?.read).toBe(rows);
            expect(counts?.read).toBe(
              (counts?.accepted ?? 0) + (counts?.duplicate ?? 0) + (counts?.rejected ?? 0),
            );
            expect(result.rows[name]).toHaveLength(counts?.accepted ?? -1);
            expect(result.rejected.filter((problem) => problem.file === name)).toHaveLength(
              counts?.rejected ?? -1,
            );
            const cells = result.warnings.filter(({ file, row }) => file === name && row > 0);
            expect(cells.length).toBeGreaterThanOrEqual(counts?.dropped ?? 0);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('reads the same rows twice, and under the same digest', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(file, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
        async (files) => {
          const texts = Object.fromEntries(files.map((each) => [each.name, textOf(each).text]));
          expect(await read(texts)).toEqual(await read(texts));
        },
      ),
      { numRuns: 10 },
    );
  });

  it('bytes that are no bundle are met with an error of ours', async () => {
    const name = fc.constantFrom(...BUNDLE_FILES, 'manifest.yaml', 'nominals.csv');
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
      fc
        .array(fc.constantFrom('id', ',', '\n', '"', 'a: b', '- ', ': ', '\u00ff', '\r'))
        .map((parts) => Buffer.from(parts.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, bytes), { maxLength: 3 }), async (files) => {
        await read(Object.fromEntries(files)).catch((error: unknown) => {
          expect(error).toBeInstanceOf(LinchpinError);
          expect((error as LinchpinError).code).toMatch(/^(NOT_A_BUNDLE|BAD_BUNDLE)$/);
        });
      }),
      { numRuns: 60 },
    );
  });
});
