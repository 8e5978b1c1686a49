import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { columnsOf, FILE_COLUMNS } from '../../../../src/ingest/read/fileColumns.ts';
import { BUNDLE_FILES } from '../../../../src/ingest/types.ts';

const README = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');

it.each(BUNDLE_FILES)('the README names every column of %s, those required in bold', (file) => {
  const row = README.split('\n').find((line) => line.startsWith(`| \`${file}\``)) ?? '';
  // What stands in brackets are values or explanations.
  const columns = (row.split('|')[2] ?? '').replaceAll(/\([^)]*\)/g, '').split(',');
  const named = columns.map((column) => column.trim());
  const required = named.filter((column) => column.startsWith('**')).map((column) => column.slice(2, -2));
  const all = named.map((column) => column.replaceAll('*', ''));
  expect(required.sort()).toEqual([...FILE_COLUMNS[file].required].sort());
  expect(all.sort()).toEqual([...columnsOf(file)].filter((column) => column !== 'marking').sort());
});
