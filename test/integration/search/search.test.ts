import { beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { searchGraph } from '../../../src/search/searchGraph.ts';
import { importRows, leagueStore } from '../league/bundleRows.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await leagueStore();
  await importRows(graph, {
    persons: [
      { id: '1', full_name: 'Zoë Okonkwo-Łukasz', aliases: 'Ziggy Stone;The Fox', sex: 'M' },
      { id: '2', full_name: 'Katherine Matthews', sex: 'F' },
      {
        id: '3',
        full_name: 'Viviana Quillfeather',
        sex: 'F',
        address: '9 Hidden Lane',
        phone: '07911 123499',
      },
      { id: '4', full_name: 'Wendell Quillfeather', sex: 'M' },
      { id: '5', full_name: 'Umberto Quillfeather', sex: 'M', marking: 'SECRET' },
      ...Array.from({ length: 23 }, (_, index) => ({ id: `many${index}`, full_name: 'Morgan Samename' })),
    ],
    offences: [{ id: 'o', crime_number: '4200001/23', offence_code: '8N', reported_on: '2023-06-01' }],
    involvements: [
      { person_id: '1', offence_id: 'o', role: 'SUSPECT' },
      { person_id: '3', offence_id: 'o', role: 'VICTIM' },
      { person_id: '4', offence_id: 'o', role: 'WITNESS' },
      { person_id: '4', offence_id: 'o', role: 'SUSPECT', marking: 'SECRET' },
    ],
    identifiers: [{ person_id: '1', kind: 'PHONE', value: '07911 123456' }],
  });
});
const search = (text: string, first = 20, after?: string, visible = ['OFFICIAL']) =>
  searchGraph(graph, { text, first, after, visible });
const ids = async (text: string, visible?: string[]) =>
  (await search(text, 20, undefined, visible)).edges.map(({ node }) => node.id);

describe('a search', () => {
  it.each([
    ['a typo', 'Kathrine Mathews', 's:2'],
    ['accents left out', 'zoe okonkwo lukasz', 's:1'],
    ['words turned round', 'Matthews Katherine', 's:2'],
    ['an alias', 'ziggy stone', 's:1'],
  ])('finds a nominal in spite of or by %s', async (_what, text, id) => {
    expect((await ids(text))[0]).toBe(id);
  });

  it.each([
    ['4200001/23', 'OFFENCE', 's:o'],
    ['07911 123456', 'IDENTIFIER', 'PHONE:+447911123456'],
    ['+44 7911 123456', 'PERSON', 's:1'],
    ['s:2', 'PERSON', 's:2'],
  ])('puts what goes by exactly "%s" first', async (text, kind, id) => {
    const { edges } = await search(text);
    expect(
      edges.filter(({ node }) => node.score === 1).map(({ node }) => [node.kind, node.id]),
    ).toContainEqual([kind, id]);
    expect(edges[0]?.node.score).toBe(1);
  });

  it('never finds who is only a victim or witness, by name, id, phone or home', async () => {
    for (const text of [
      'Viviana Quillfeather',
      's:3',
      '07911 123499',
      '9 Hidden Lane',
      's:persons/3/address',
    ])
      expect(JSON.stringify((await search(text)).edges), text).not.toMatch(
        /Viviana|s:3|123499|Hidden|persons\/3/,
      );
  });

  it('does not tell a reader below of what is marked above: no name, and no role that would lift a witness', async () => {
    expect(await ids('Quillfeather')).toEqual([]);
    expect(await ids('Quillfeather', ['OFFICIAL', 'SECRET'])).toEqual(['s:4', 's:5']);
  });

  it.each([
    '*',
    '"',
    'a AND',
    'NOT x',
    '[1 TO',
    '(((',
    'x~9999',
    '\\',
    '+-!^:/',
    '\u0000',
    '🦊',
    "'; MATCH (n) DELETE n //",
  ])('takes any text as text: %s', async (text) => {
    await expect(search(text)).resolves.toMatchObject({ capped: false });
  });

  it.each(['', '   ', 'x'.repeat(201)])('refuses no text and endless text', async (text) => {
    await expect(search(text)).rejects.toMatchObject({ code: 'BAD_INPUT', place: { argument: 'text' } });
  });

  it('pages through all hits without losing or repeating one', async () => {
    const found: string[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const { edges, pageInfo } = await search('Morgan Samename', 5, after);
      found.push(...edges.map(({ node }) => node.id));
      after = pageInfo.endCursor ?? undefined;
      more = pageInfo.hasNextPage;
    }
    expect(found).toHaveLength(23);
    expect(new Set(found).size).toBe(23);
    await expect(search('Morgan', 5, 'forged')).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
