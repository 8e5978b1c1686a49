import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Identifying, scrubber } from '../../../src/access/victims/scrub.ts';

const NOBODY: Identifying = { names: [], bornOn: [], phones: [], addresses: [], numbers: [] };
const scrub = (text: string, identifying: Partial<Identifying>) =>
  scrubber({ ...NOBODY, ...identifying })(text);

describe('a name', () => {
  const names = ['Bella Frost', 'Bella', 'Frost', "Isabelle O'Brien-Álvarez"];
  it.each([
    ['Bella Frost was hit.', '[name] was hit.'],
    ['bella frost', '[name]'],
    ['BELLA FROST', '[name]'],
    ['FROST, Bella', '[name]'],
    ["Frost's coat, Bella’s phone", '[name] coat, [name] phone'],
    ['Bélla FRÖST', '[name]'],
    ['B. Frost and Frost B', '[name] and [name]'],
    ['Ms Frost-Hill', 'Ms [name]-Hill'],
    ['the Frosts', 'the [name]'],
    ['BellaFrost and bella1990', '[name] and [name]'],
    ["O'Brien, OBrien, O Brien, O’BRIEN's", '[name]'],
    ['Alvarez / ÁLVAREZ', '[name]'],
    ['isabelle said that brien left', '[name] said that [name] left'],
  ])('is taken out of %j', (text, expected) => {
    expect(scrub(text, { names })).toBe(expected);
  });

  it.each(['Bellamy stood in Frosty Lane', 'umbella', 'defrosted', 'frostbite'])(
    'is not found within the longer words of %j',
    (text) => {
      expect(scrub(text, { names })).toBe(text);
    },
  );

  it('that is a word of English too is one where it begins with a capital or stands beside another', () => {
    const rose = { names: ['Rose May', 'Will Smith'] };
    expect(scrub('Rose said she may come; he will ask. A rose in may.', rose)).toBe(
      '[name] said she may come; he will ask. A rose in may.',
    );
    expect(scrub('will smith and WILL; rose may', rose)).toBe('[name] and [name]; rose may');
    expect(scrub('On 3 May she left', rose)).toBe('On 3 [name] she left');
  });

  it('has particles that say nothing alone', () => {
    const van = { names: ['Ann van der Berg', 'Maria de la Cruz'] };
    expect(scrub('The van of Ann van der Berg; de la rue', van)).toBe('The van of [name]; de la rue');
  });

  it('is found in other scripts, spelt in Latin letters or not', () => {
    const other = { names: ['Анна Иванова', 'Łucja Żak', '王小明'] };
    expect(scrub('Анна met Anna Ivanova, Lucja Zak and 王小明.', other)).toBe(
      '[name] met [name] and [name].',
    );
  });

  it('that is none leaves a text as it is', () => {
    expect(scrub('Mr Dr and the of', { names: ['', ' ', '-', 'Mr', '7'] })).toBe('Mr Dr and the of');
  });
});

describe('a date of birth', () => {
  it.each([
    '1980-05-03',
    '1980/5/3',
    '19800503',
    '03/05/1980',
    '3/5/80',
    '03.05.1980',
    '3-5-1980',
    '3 May 1980',
    '3rd May 1980',
    '3rd of May, 1980',
    '03-MAY-1980',
    '03May80',
    'May 3, 1980',
    'May 3rd 80',
  ])('is taken out as %j', (text) => {
    expect(scrub(`She (${text}) left`, { bornOn: ['1980-05-03'] })).toBe('She ([date of birth]) left');
  });

  it('is taken out wherever the text says that it is one, whoever`s it is', () => {
    expect(scrub('born 1979, DOB: 04/06/1981, d.o.b. 7 June 1990, born in May 1985', {})).toBe(
      'born [date of birth], DOB: [date of birth], d.o.b. [date of birth], born in [date of birth]',
    );
  });

  it('is not any other date', () => {
    const text = 'On 2023-05-03, 3/6/1980, 13 May 1980, 1980 and 103/05/1980';
    expect(scrub(text, { bornOn: ['1980-05-03', '1979'] })).toBe(text);
  });
});

describe('contact details', () => {
  it.each([
    ['07712 345678', '[telephone]'],
    ['+44 (0)7712-345-678', '[telephone]'],
    ['0044 7712 345678', '[telephone]'],
    ['(020) 7946 0958', '[telephone]'],
    ['12 07712345678', '12 [telephone]'],
    ['01/06/2023 07712 345678', '01/06/2023 [telephone]'],
    ['a.b+c@mail.example.org.', '[e-mail].'],
    ['at e8 1aa or E81AA', 'at [postcode] or [postcode]'],
  ])('are taken out of %j, whoever`s they are', (text, expected) => {
    expect(scrub(text, {})).toBe(expected);
  });

  it('that are known are found without their beginning', () => {
    expect(scrub('rang 345678, 345 678 and 7712345678', { phones: ['+447712345678'] })).toBe(
      'rang [telephone], [telephone] and [telephone]',
    );
  });

  it.each([
    'at 21:15 on 2023-06-01',
    '3 men, 14 knives, £1,250',
    'crime 123456/23',
    'code 8N, class 008/06',
    '1st of 2nd',
  ])('are not seen in %j', (text) => {
    expect(scrub(text, { phones: ['+447712345678'] })).toBe(text);
  });
});

describe('an address', () => {
  const addresses = ['Flat 2, 14a Elm Road, Bow', '7 St Johns Rd'];
  it.each([
    ['lives at flat 2, 14A Elm Rd now', 'lives at [address] now'],
    ['in ELM ROAD', 'in [address]'],
    ['outside 7 St. Johns Road', 'outside [address]'],
    ['an elm by the road in Bow', 'an elm by the road in Bow'],
  ])('is taken out of %j, with its numbers or by its street', (text, expected) => {
    expect(scrub(text, { addresses })).toBe(expected);
  });
});

describe('a number of a document or a vehicle', () => {
  it.each([
    ['car AB12CDE', 'car [number]'],
    ['car ab12 cde', 'car [number]'],
    ['QQ 12 34 56 C', '[number]'],
    ['XAB12CDE', 'XAB12CDE'],
  ])('is taken out of %j however it is spaced', (text, expected) => {
    expect(scrub(text, { numbers: ['AB12 CDE', 'QQ123456C', '12'] })).toBe(expected);
  });

  it('may hold signs that mean something in a pattern', () => {
    const numbers = ['a.(b+c)*d', '((((', '[name]'];
    expect(scrub('acct A.b-c d, [name]', { numbers })).toBe('acct [number], [[number]]');
  });
});

describe('a scrubbed text', () => {
  const word = fc.constantFrom(
    'Bella',
    'frost',
    'O’Brien',
    '07712',
    '345678',
    'E8',
    '1AA',
    'a@b.cd',
    ',',
    '. ',
    '[name]',
    'hit',
    '3',
    'May',
    '1980',
  );
  it('is the same when it is scrubbed again, and holds no whole name', () => {
    const identifying = {
      names: ['Bella Frost', 'Mia O’Brien', 'Name Telephone'],
      bornOn: ['1980-05-03'],
      phones: ['07712345678'],
    };
    fc.assert(
      fc.property(
        fc.array(word).map((words) => words.join(' ')),
        (text) => {
          const once = scrub(text, identifying);
          expect(scrub(once, identifying)).toBe(once);
          expect(once).not.toMatch(/bella|frost|brien|345678|a@b/i);
        },
      ),
    );
  });
});
