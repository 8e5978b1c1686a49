import { describe, expect, it } from 'vitest';
import { offenceTypes } from '../../../src/harm/index.ts';
import type { OffenceType } from '../../../src/harm/offenceTypes.ts';
import {
  type EditionRow,
  microsOf,
  nearOffencesOf,
  resolveWeights,
} from '../../../src/harm/resolveWeights.ts';
import { shippedEditions } from '../../../src/harm/shippedEditions.ts';
import { table } from '../../../src/harm/tables.ts';

const type = (code: string, countCode?: string): OffenceType => ({
  code,
  title: code,
  titleKey: code.toLowerCase(),
  group: undefined,
  subgroup: undefined,
  coding: code.includes('/') ? 'CLASSIFICATION' : 'COUNT',
  countCode,
});
const row = (code: string, days: number, more: Partial<EditionRow> = {}): EditionRow => ({
  code,
  titleKey: '',
  micros: days * 1_000_000,
  lowMicros: days * 1_000_000,
  highMicros: days * 1_000_000,
  basis: 'OWN',
  provisional: false,
  source: 'a table',
  ...more,
});
const near = (code: string, nearCode: string, edition: string) => ({
  code,
  nearCode,
  edition,
  reason: 'alike',
});
const only = (weights: ReturnType<typeof resolveWeights>, code: string) => weights.get(code)?.[0];

describe('a weight in days', () => {
  it.each([
    ['365', 365_000_000],
    ['182.25', 182_250_000],
    ['0', 0],
    ['826.1900614', 826_190_061],
    ['0.0000005', 1],
    ['0.00000049', 0],
    ['1.0000015', 1_000_002],
    ['2.9999995', 3_000_000],
    [' 547.5 ', 547_500_000],
  ])('of %s is %i millionths, rounded half up on the decimal text', (days, micros) => {
    expect(microsOf(days)).toBe(micros);
  });

  it.each(['', '-1', '1,825', '5 years', '1e3', '.5', 'NaN', '٣'])('is not read from "%s"', (text) => {
    expect(microsOf(text)).toBeUndefined();
  });
});

describe('how an offence gets its weight', () => {
  const types = [type('8N'), type('8Q'), type('008/06', '8N'), type('008/67'), type('008/99', '8N')];

  it('takes its own value first', () => {
    const rows = [row('8N', 10), row('008/06', 182)];
    const weight = only(resolveWeights('e', rows, [near('008/06', '8N', '*')], types), '008/06');
    expect(weight).toMatchObject({ micros: 182_000_000, basis: 'OWN', from: 'own value' });
  });

  it('takes the near offence before the count code, and says so', () => {
    const rows = [row('8N', 10), row('8Q', 20)];
    const weight = only(resolveWeights('e', rows, [near('008/06', '8Q', '*')], types), '008/06');
    expect(weight).toMatchObject({ micros: 20_000_000, basis: 'NEAR_OFFENCE', provisional: true });
    expect(weight?.from).toBe('near offence 8Q: alike');
  });

  it('takes the count code where there is no near offence, with the basis of that row', () => {
    const rows = [
      row('8N', 10, { basis: 'SUBGROUP_MEDIAN', provisional: true, lowMicros: 1, highMicros: 99 }),
    ];
    expect(only(resolveWeights('e', rows, [], types), '008/06')).toMatchObject({
      basis: 'SUBGROUP_MEDIAN',
      provisional: true,
      lowMicros: 1,
      highMicros: 99,
      from: 'median of its sub-group of count code 8N',
    });
  });

  it('heeds a near offence of this edition or of all, and none of another; its own goes before that of all', () => {
    const rows = [row('8N', 10), row('8Q', 20)];
    expect(resolveWeights('e', rows, [near('008/67', '8Q', 'f')], types).has('008/67')).toBe(false);
    const both = [near('008/67', '8N', 'e'), near('008/67', '8Q', '*')];
    expect(only(resolveWeights('e', rows, both, types), '008/67')?.micros).toBe(10_000_000);
  });

  it('is unknown, never zero, where nothing applies', () => {
    expect(resolveWeights('e', [row('8Q', 20)], [], types).has('008/67')).toBe(false);
  });
});

describe('the shipped editions', () => {
  const near = nearOffencesOf(table('near'));
  const weights = new Map(
    shippedEditions().map(({ id, rows }) => [id, resolveWeights(id, rows, near, offenceTypes().values())]),
  );
  const weight = (edition: string, code: string) => weights.get(edition)?.get(code)?.[0];

  it('hold values that their publishers print', () => {
    expect(weight('cchi-public', '1')).toMatchObject({ micros: 5_475_000_000, provisional: false });
    expect(weight('cchi-public', '008/67')).toMatchObject({ micros: 84_000_000, basis: 'OWN' });
    expect(weight('ons-css-2020', '56A')).toMatchObject({ micros: 826_190_061, basis: 'OWN' });
  });

  it('say of a rape that its value is a provisional median with wide bounds', () => {
    expect(weight('cchi-public', '19C')).toMatchObject({
      micros: 2_555_000_000,
      lowMicros: 1_825_000_000,
      highMicros: 4_745_000_000,
      basis: 'SUBGROUP_MEDIAN',
      provisional: true,
    });
  });

  it('keep an own value provisional where the compilation doubts it', () => {
    expect(weight('cchi-public', '008/01')).toMatchObject({ basis: 'OWN', provisional: true });
  });

  it('give offences younger than the ONS list the weight of a near one', () => {
    expect(weight('ons-css-2020', '008/77')).toMatchObject({
      micros: weight('ons-css-2020', '8N')?.micros,
      basis: 'NEAR_OFFENCE',
      provisional: true,
    });
    expect(weight('ons-css-2020', '008/67')?.from).toContain('near offence 8Q');
    expect(weight('cchi-public', '036/01')?.from).toContain('near offence 036/03');
  });

  it('give a classification the weight of its count code', () => {
    expect(weight('ons-css-2020', '008/06')).toMatchObject({
      micros: weight('ons-css-2020', '8N')?.micros,
      from: 'own value of count code 8N',
    });
  });

  it('weigh every offence type of the programme under the default edition', () => {
    const unknown = table('vawg').filter(
      ({ code = '' }) => weight('cchi-public', normal(code)) === undefined,
    );
    expect(unknown).toEqual([]);
  });

  it.each([...weights])(
    'keep every weight of %s within its bounds, and say where it comes from',
    (_, found) => {
      expect(found.size).toBeGreaterThan(400);
      for (const { micros, lowMicros, highMicros, source, from, basis, provisional } of [
        ...found.values(),
      ].flat()) {
        expect(Number.isSafeInteger(micros) && micros >= 0).toBe(true);
        expect(lowMicros).toBeLessThanOrEqual(micros);
        expect(highMicros).toBeGreaterThanOrEqual(micros);
        expect(source).not.toBe('');
        expect(from).not.toBe('');
        if (basis !== 'OWN') expect(provisional).toBe(true);
      }
    },
  );
});

function normal(code: string): string {
  return code.trim().toUpperCase();
}
