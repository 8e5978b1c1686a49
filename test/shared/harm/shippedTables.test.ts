import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../src/config/index.ts';
import { createMatcher, offenceTypes } from '../../../src/harm/index.ts';
import { nearOffencesOf, resolveWeights } from '../../../src/harm/resolveWeights.ts';
import { shippedEditions } from '../../../src/harm/shippedEditions.ts';
import { table } from '../../../src/harm/tables.ts';

const shared = process.env.LINCHPIN_SHARED ?? join(projectRoot, '..', 'shared');
const read = (name: string) => readFileSync(join(shared, 'data', 'harm-index', name));
const rowsOf = (name: string): Record<string, string>[] => parse(read(name), { columns: true, bom: true });
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('the tables that come with the product', () => {
  it.each([
    'cchi_public.csv',
    'ons_css_2020_labelled.csv',
    'near_offences.csv',
    'class_to_count.csv',
    'programme_vawg.csv',
    'home_office_codes.csv',
    'home_office_subcodes.csv',
  ])('hold %s as it was handed over', (name) => {
    const shipped = readFileSync(join(projectRoot, 'src', 'harm', 'tables', name));
    expect(digest(shipped)).toBe(digest(read(name)));
  });
});

describe('an offence stated by the name of many', () => {
  const match = createMatcher();
  const names = new Set(
    rowsOf('policeuk_category_map.csv').flatMap((row) => {
      const { home_office_group = '', home_office_subgroup = '', policeuk_category = '' } = row;
      return [home_office_group, home_office_subgroup, policeuk_category];
    }),
  );

  it.each([...names].filter(Boolean))('finds no type by "%s" unless that name has one code only', (title) => {
    const members = rowsOf('policeuk_category_map.csv').filter((row) =>
      [row.home_office_group, row.home_office_subgroup, row.policeuk_category].includes(title),
    );
    const found = match({ title, matchTitles: true });
    if (found !== undefined && 'code' in found) expect(members.map(({ code }) => code)).toEqual([found.code]);
  });
});

describe('weights worked out once more from the tables', () => {
  const near = nearOffencesOf(table('near'));
  const cchi = shippedEditions().find(({ id }) => id === 'cchi-public');
  const weights = resolveWeights('cchi-public', cchi?.rows ?? [], near, offenceTypes().values());

  it('agree with every row of the compiled edition', () => {
    for (const row of rowsOf('cchi_public.csv')) {
      const [weight] = weights.get((row.code ?? '').replace(/\s/g, '').toUpperCase()) ?? [];
      const micros = [row.days, row.low, row.high].map((days) => Math.round(Number(days) * 1e6));
      expect([weight?.micros, weight?.lowMicros, weight?.highMicros], row.code).toEqual(micros);
      expect([weight?.basis, weight?.provisional], row.code).toEqual([row.basis, row.provisional === 'yes']);
    }
  });

  it('agree with what was quoted, to the whole day that a chart prints, wherever they are not provisional', () => {
    const quoted = rowsOf('cchi_quoted.csv');
    const sure = rowsOf('cchi_public.csv').filter(
      ({ basis, provisional, source = '' }) =>
        basis === 'OWN' && provisional === 'no' && !/count code/.test(source),
    );
    expect(sure.length).toBeGreaterThan(20);
    for (const { code = '', days } of sure) {
      const quotations = quoted.filter(({ home_office_code = '' }) =>
        home_office_code.split(/[\s()]+/).includes(code),
      );
      const nearest = Math.min(...quotations.map((row) => Math.abs(Number(row.days) - Number(days))));
      expect(nearest, code).toBeLessThan(1);
    }
  });
});
