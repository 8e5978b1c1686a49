import { describe, expect, it } from 'vitest';
import { type Ask, dataOf } from './askRecords.ts';

export function describeUnknown(ask: Ask): void {
  describe('what is not known', () => {
    it('stays null of a nominal of whom a source has nothing but a number', async () => {
      const { person } = await dataOf(
        ask(`{ person(id: "r:U") { label names sex bornOn status warnings
               records { names sex bornOn status } asSuspect { edges { node { id } } } } }`),
      );
      expect(person).toEqual({
        label: 'r:U',
        names: [],
        sex: null,
        bornOn: null,
        status: null,
        warnings: [],
        records: [{ names: [], sex: null, bornOn: null, status: null }],
        asSuspect: { edges: [{ node: { id: 'r:O1' } }] },
      });
    });

    it('stays null of an offence, and nobody in a role is an empty list', async () => {
      const { offence } = await dataOf(
        ask(`{ offence(id: "r:O3") { label crimeNumber type { code } title reportedOn reportedPrecision endedOn
               location { id } suspects { age } victims { ageBand } witnesses } }`),
      );
      expect(offence).toEqual({
        label: 'r:O3',
        crimeNumber: null,
        type: null,
        title: null,
        reportedOn: null,
        reportedPrecision: null,
        endedOn: null,
        location: null,
        suspects: [],
        victims: [],
        witnesses: 0,
      });
    });

    it('stays null of a place: no coordinates are not the point 0, 0', async () => {
      const { location } = await dataOf(
        ask(
          `{ location(id: "r:L3") { label address postcode borough latitude longitude placeKind coarsened } }`,
        ),
      );
      expect(location).toEqual({
        label: 'r:L3',
        address: null,
        postcode: null,
        borough: null,
        latitude: null,
        longitude: null,
        placeKind: null,
        coarsened: false,
      });
    });

    it('gives an offence of an unknown code the title of its source, and no type', async () => {
      const { offence } = await dataOf(ask('{ offence(id: "r:O2") { label title type { code } } }'));
      expect(offence).toEqual({ label: 'Nothing known', title: 'Nothing known', type: null });
    });

    it.each([
      ['r:O4', '2022-01-01', 'YEAR'],
      ['r:O2', '2023-04-01', 'MONTH'],
      ['r:O1', '2023-06-01', 'DAY'],
      ['r:O5', '2023-06-03', 'TIME'],
    ])(
      'is told of a report date: %s is known from %s by its %s',
      async (id, reportedOn, reportedPrecision) => {
        const { offence } = await dataOf(
          ask('query ($id: ID!) { offence(id: $id) { reportedOn reportedPrecision } }', { id }),
        );
        expect(offence).toEqual({ reportedOn, reportedPrecision });
      },
    );

    it('is no age: 0 years are under 10, an unknown age has no band', async () => {
      const { newborn, unsaid } = await dataOf(
        ask(`{ newborn: offence(id: "r:O2") { victims { ageBand } }
               unsaid: offence(id: "e:stands") { victims { ageBand } } }`),
      );
      expect(newborn.victims).toEqual([{ ageBand: 'under 10' }]);
      expect(unsaid.victims).toEqual([{ ageBand: null }]);
    });
  });

  describe('an id', () => {
    it.each([
      '',
      ' ',
      'r:',
      'r:none',
      'A',
      'r:a',
      'R:A',
      '\u0000',
      '*',
      "' OR 1=1 //",
      'r:A\u0000',
      'x'.repeat(9_999),
    ])('that nothing has gives null and no error: %j', async (id) => {
      const query =
        'query ($id: ID!) { person(id: $id) { label } offence(id: $id) { label } location(id: $id) { label } }';
      expect(await dataOf(ask(query, { id }))).toEqual({ person: null, offence: null, location: null });
    });

    it('of one kind is none of another', async () => {
      const query = `{ person(id: "r:O1") { label } offence(id: "r:L1") { label } location(id: "r:A") { label }
                       sector: location(id: "sector:E8 1") { label } }`;
      expect(await dataOf(ask(query))).toEqual({ person: null, offence: null, location: null, sector: null });
    });
  });
}
