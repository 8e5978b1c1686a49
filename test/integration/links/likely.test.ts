import { beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { importRows } from '../league/bundleRows.ts';
import type { Ask } from '../records/askRecords.ts';
import { offences, persons, storeOf, suspects, users, victims } from './linkRows.ts';

let graph: Graph;
let ask: Ask;
beforeAll(async () => {
  ({ graph, ask } = await storeOf({
    persons: persons('A', 'B', 'C', 'D', 'V', 'lone'),
    offences: offences('o1', 'o2', 'o3'),
    involvements: [
      { person_id: 'A', offence_id: 'o1', role: 'SUSPECT', status: 'CHARGED' },
      ...[...suspects('o1', 'B'), ...suspects('o2', 'B', 'C'), ...suspects('o3', 'D')],
      ...victims('o1', 'V'),
    ],
    identifiers: users('07911 777777', 'A', 'C', 'V'),
  }));
});

const EVIDENCE = 'source recordId stated offence { id }';
const FIELDS = `reason found people { person { id } score through { node { __typename id } adds
  evidenceOfA { ${EVIDENCE} } evidenceOfB { ${EVIDENCE} } } }
  measured { measured reason predictable hidden hiddenTies reachable auc aucLow precision { k precision byChance } }`;
const likely = async (id: string, asker = {}, first = 20) =>
  ask(`{ likelyAssociates(personId: "${id}", first: ${first}) { ${FIELDS} } }`, {}, asker);

describe('likely associates', () => {
  it('come with whom and what they have in common, and with how well that does', async () => {
    const { data, errors, touched, text } = await likely('s:A');
    expect(errors).toEqual([]);
    const { people, found, measured, reason } = data.likelyAssociates;
    expect([found, people.map(({ person }: { person: { id: string } }) => person.id)]).toEqual([1, ['s:C']]);
    expect(people[0].through).toMatchObject([
      {
        ...{ node: { __typename: 'Person', id: 's:B' }, adds: 0.6 },
        evidenceOfA: [
          { recordId: 's:A', stated: 'CHARGED', offence: { id: 's:o1' } },
          { recordId: 's:B', offence: { id: 's:o1' } },
        ],
        evidenceOfB: [{ recordId: 's:C' }, { recordId: 's:B', offence: { id: 's:o2' } }],
      },
      {
        ...{ node: { __typename: 'Identifier', id: 'PHONE:+447911777777' }, adds: 0.6 },
        ...{ evidenceOfA: [{ recordId: 's:A' }], evidenceOfB: [{ recordId: 's:C' }] },
      },
    ]);
    expect(people[0].score).toBeCloseTo(1.2, 9);
    expect(measured).toMatchObject({ measured: true, predictable: false, hidden: 'OFFENCES', hiddenTies: 1 });
    expect(reason).toBe(measured.reason);
    expect(reason).toContain('too few to tell');
    expect(touched).toEqual(expect.arrayContaining(['s:C', 's:B']));
    expect(text).not.toContain('s:V');
  });

  it('are what they would be without what is hidden', async () => {
    const before = await likely('s:A');
    await importRows(
      graph,
      {
        persons: persons('E'),
        offences: offences('o9'),
        involvements: suspects('o9', 'B', 'D', 'E'),
        identifiers: users('07911 777777', 'D'),
      },
      { asOf: '2023-08-01', marking: 'SECRET' },
    );
    expect((await likely('s:A')).text).toBe(before.text);
    const { data } = await likely('s:A', { clearance: 'SECRET' });
    const ids = data.likelyAssociates.people.map(({ person }: { person: { id: string } }) => person.id);
    expect(ids.sort()).toEqual(['s:C', 's:D', 's:E']);
  });

  it.each([
    ['s:none', 'nothing with the id'],
    ['s:V', 'nothing with the id "s:V"'],
    ['s:o1', 'is not a person'],
    ['s:lone', 'has no link'],
    ['s:D', 'Nobody has a common neighbour'],
  ])('are none for %s, and it is said why', async (id, words) => {
    const { data, errors } = await likely(id);
    expect(errors).toEqual([]);
    expect(data.likelyAssociates).toMatchObject({
      found: 0,
      people: [],
      reason: expect.stringContaining(words),
    });
  });

  it('are no more than a page', async () => {
    expect((await likely('s:A', {}, 201)).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
  });
});
