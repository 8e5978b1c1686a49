import { describe, expect, it } from 'vitest';
import { knownPart, parseStatedDate, patternProblem } from '../../../../src/ingest/read/dates.ts';

const spanOf = (text: string, pattern?: string) => {
  const date = parseStatedDate(text, pattern);
  return date === undefined ? undefined : [date.first, date.last, date.precision];
};

describe('a stated date', () => {
  it('is as precise as it was stated', () => {
    expect(spanOf('2023')).toEqual(['2023-01-01', '2023-12-31', 'YEAR']);
    expect(spanOf('2024-02')).toEqual(['2024-02-01', '2024-02-29', 'MONTH']);
    expect(spanOf('2023-06-30')).toEqual(['2023-06-30', '2023-06-30', 'DAY']);
    expect(parseStatedDate('2023-06-30T21:15')).toMatchObject({
      at: '2023-06-30T21:15:00',
      precision: 'TIME',
    });
    expect(parseStatedDate('2023-12-31T24:00')).toMatchObject({
      at: '2024-01-01T00:00:00',
      first: '2024-01-01',
    });
    expect(parseStatedDate('2023-06-30 21:15:09.123')).toMatchObject({ at: '2023-06-30T21:15:09' });
  });

  it('with an offset is the wall time of London, summer and winter, over midnight too', () => {
    expect(parseStatedDate('2023-06-30T23:30:00Z')).toMatchObject({
      at: '2023-07-01T00:30:00',
      first: '2023-07-01',
    });
    expect(parseStatedDate('2023-01-30T23:30:00Z')).toMatchObject({ at: '2023-01-30T23:30:00' });
    expect(parseStatedDate('2023-01-30T01:30:00+02:00')).toMatchObject({ at: '2023-01-29T23:30:00' });
  });

  it.each([
    '2023-02-29',
    '2023-13',
    '2023-00-10',
    '2023-04-31',
    '0000',
    '2023-6-3',
    '30/06/2023',
    '2023-06-30T24:01',
    'soon',
    '',
  ])('is not read from %s', (text) => expect(parseStatedDate(text)).toBeUndefined());

  it('may be written as the source writes it, in any zone of the machine', () => {
    expect(spanOf('3/6/2023', 'd/M/yyyy')).toEqual(['2023-06-03', '2023-06-03', 'DAY']);
    expect(spanOf('06/2023', 'MM/yyyy')).toEqual(['2023-06-01', '2023-06-30', 'MONTH']);
    expect(spanOf('3 June 2023', 'd MMMM yyyy')).toEqual(['2023-06-03', '2023-06-03', 'DAY']);
    expect(parseStatedDate('26.03.2023 01:30', 'dd.MM.yyyy HH:mm')).toMatchObject({
      at: '2023-03-26T01:30:00',
    });
    expect(parseStatedDate('2023-06-30 23:30 +0000', 'yyyy-MM-dd HH:mm xx')).toMatchObject({
      at: '2023-07-01T00:30:00',
    });
    expect(parseStatedDate('1688164200', 't')).toMatchObject({ at: '2023-06-30T23:30:00' });
    expect(spanOf('2023-06-03', 'd/M/yyyy')).toEqual(['2023-06-03', '2023-06-03', 'DAY']);
    expect(spanOf('2023-25-12', 'yyyy-dd-MM')).toEqual(['2023-12-25', '2023-12-25', 'DAY']);
    expect(spanOf('2023-03-04', 'yyyy-dd-MM')).toEqual(['2023-04-03', '2023-04-03', 'DAY']);
    expect(parseStatedDate('31/2/2023', 'd/M/yyyy')).toBeUndefined();
    expect(parseStatedDate('3/6/12023', 'd/M/yyyy')).toBeUndefined();
  });

  it('is kept for births as far as it is known', () => {
    expect(
      ['1980', '1980-05', '1980-05-03'].map((text) => knownPart(parseStatedDate(text) ?? fail())),
    ).toEqual(['1980', '1980-05', '1980-05-03']);
  });
});

describe('a date pattern', () => {
  it.each([
    'd/M/yyyy',
    'dd.MM.yyyy HH:mm',
    "d 'of' MMMM yyyy",
    'yyyyMMdd',
    'M/yyyy',
    'yy-MM-dd',
    'h:mm a, d/M/yy',
    'EEE d MMM yyyy',
    't',
  ])('is accepted as %s', (pattern) => expect(patternProblem(pattern)).toBeUndefined());
  it.each(['DD/MM/YYYY', 'dd/MM', 'HH:mm', 'yyyy HH', 'RRRR-II', 'n/a', ''])('is refused as %s', (pattern) =>
    expect(patternProblem(pattern)).toBeDefined(),
  );
});

function fail(): never {
  throw new Error('not a date');
}
