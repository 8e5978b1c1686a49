import { readFileSync } from 'node:fs';
import { type GraphQLSchema, Kind, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type Ask, dataOf } from './askRecords.ts';

const PERSON = `{ person(id: "r:A2") {
  id kind label marking names sex bornOn status warnings
  records { id marking source asOf version names sex bornOn status importId }
  asSuspect { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;
const OFFENCE = `{ offence(id: "r:O1") {
  id kind label marking crimeNumber type { code title } title summary outcome modusOperandi reportedOn reportedPrecision endedOn
  location { id kind label marking address postcode borough latitude longitude placeKind coarsened }
  suspects { person { id } status relationship age } victims { pseudonym sex ageBand } witnesses } }`;
const LOCATION = `{ location(id: "r:L1") { id kind label marking address postcode borough latitude longitude placeKind coarsened } }`;
const NODES = `{ search(text: "Bo Reed") { edges { node { node { id kind label } } } } }`;
const STATISTICS = `{ statistics { nodes { kind count } relationships { kind count } } }`;

export function describeFields(ask: Ask, schema: () => GraphQLSchema): void {
  describe('what is known of', () => {
    it('a nominal, found by any of the records that describe them', async () => {
      const { person } = await dataOf(ask(PERSON));
      const cursors = person.asSuspect.edges.map(({ cursor }: { cursor: string }) => cursor);
      expect(person).toEqual({
        id: 'r:A',
        kind: 'PERSON',
        label: 'Adam Stone',
        marking: 'OFFICIAL',
        names: ['Adam Stone', 'A. Stone', 'Addy', 'Stoney'],
        sex: 'M',
        bornOn: '1980-05-03',
        status: 'IN_CUSTODY',
        warnings: ['VIOLENT', 'WEAPONS'],
        records: [
          {
            id: 'r:A',
            marking: 'OFFICIAL',
            source: 'r',
            asOf: '2023-06-30',
            version: 1,
            names: ['Adam Stone', 'Addy', 'Stoney'],
            sex: 'M',
            bornOn: '1980-05-03',
            status: 'IN_CUSTODY',
            importId: expect.stringMatching(/./),
          },
          {
            id: 'r:A2',
            marking: 'OFFICIAL',
            source: 'r',
            asOf: '2023-06-30',
            version: 1,
            names: ['A. Stone'],
            sex: 'M',
            bornOn: '1980',
            status: null,
            importId: person.records[0].importId,
          },
        ],
        asSuspect: {
          edges: ['r:O1', 'r:O2'].map((id, index) => ({ cursor: cursors[index], node: { id } })),
          pageInfo: {
            hasNextPage: false,
            hasPreviousPage: false,
            startCursor: cursors[0],
            endCursor: cursors[1],
          },
        },
      });
    });

    it('an offence: two records of one nominal are one suspect, with the status that is furthest along', async () => {
      const { offence } = await dataOf(ask(OFFENCE));
      const pseudonyms: string[] = offence.victims.map(({ pseudonym }: { pseudonym: string }) => pseudonym);
      expect(offence).toEqual({
        id: 'r:O1',
        kind: 'OFFENCE',
        label: 'CR1',
        marking: 'OFFICIAL',
        crimeNumber: 'CR1',
        type: { code: '8N', title: offence.title },
        title: expect.stringMatching(/assault/i),
        summary: null,
        outcome: null,
        modusOperandi: [],
        reportedOn: '2023-06-01',
        reportedPrecision: 'DAY',
        endedOn: null,
        location: {
          id: 'r:L1',
          kind: 'LOCATION',
          label: '2 Low Rd',
          marking: 'OFFICIAL',
          address: '2 Low Rd',
          postcode: 'E1 6AN',
          borough: 'Tower Hamlets',
          latitude: 51.52,
          longitude: -0.07,
          placeKind: 'STREET',
          coarsened: false,
        },
        suspects: [
          { person: { id: 'r:A' }, status: 'CHARGED', relationship: 'EX_PARTNER', age: 43 },
          { person: { id: 'r:U' }, status: null, relationship: null, age: null },
        ],
        victims: expect.arrayContaining([
          { pseudonym: expect.any(String), sex: 'F', ageBand: '35-44' },
          { pseudonym: expect.any(String), sex: null, ageBand: null },
        ]),
        witnesses: 1,
      });
      expect(pseudonyms).toEqual([...new Set(pseudonyms)].sort());
      expect(pseudonyms).toHaveLength(2);
    });

    it('a place, which is the same by its id as at its offence', async () => {
      const { location } = await dataOf(ask(LOCATION));
      expect(location).toEqual((await dataOf(ask(OFFENCE))).offence.location);
    });

    it('anything that a search leads to', async () => {
      const { search } = await dataOf(ask(NODES));
      expect(search.edges[0].node.node).toEqual({ id: 'r:B', kind: 'PERSON', label: 'Bo Reed' });
    });

    it('the whole graph: how much there is of each kind', async () => {
      const { statistics } = await dataOf(ask(STATISTICS));
      const counts = (rows: { kind: string; count: number }[]) =>
        Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ kind, count }) => [kind, count]));
      expect(counts(statistics.nodes)).toEqual({ PERSON: 11, OFFENCE: 17, LOCATION: 4, IDENTIFIER: 1 });
      expect(counts(statistics.relationships)).toEqual({
        SUSPECT_IN: 19,
        VICTIM_OF: 8,
        WITNESS_TO: 4,
        OCCURRED_AT: 3,
        LIVED_AT: 2,
        USED: 1,
      });
    });
  });

  it('every field of the records is among what these tests read', () => {
    const read = new Set<string>();
    const types = new TypeInfo(schema());
    for (const document of [PERSON, OFFENCE, LOCATION, NODES, STATISTICS])
      visit(
        parse(document),
        visitWithTypeInfo(types, {
          Field: ({ name }) => void read.add(`${types.getParentType()?.name}.${name.value}`),
        }),
      );
    const records = parse(
      readFileSync(new URL('../../../src/records/records.graphql', import.meta.url), 'utf8'),
    ).definitions.flatMap((type) =>
      type.kind === Kind.OBJECT_TYPE_DEFINITION ||
      type.kind === Kind.OBJECT_TYPE_EXTENSION ||
      type.kind === Kind.INTERFACE_TYPE_DEFINITION
        ? (type.fields ?? []).map((field) => `${type.name.value}.${field.name.value}`)
        : [],
    );
    expect(records.length).toBeGreaterThan(60);
    expect(records.filter((field) => !read.has(field))).toEqual([]);
  });
}
