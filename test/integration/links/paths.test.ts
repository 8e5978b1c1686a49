import { beforeAll, describe, expect, it } from 'vitest';
import { assembleSchema } from '../../../src/api/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { importRows, leagueStore } from '../league/bundleRows.ts';
import { type Ask, askerOf } from '../records/askRecords.ts';

let graph: Graph;
let ask: Ask;
beforeAll(async () => {
  graph = await leagueStore();
  await importRows(graph, {
    persons: ['A', 'B', 'C', 'D', 'V', 'lone'].map((id) => ({ id, full_name: `Name ${id}` })),
    offences: [
      { id: 'o1', crime_number: '1', offence_code: '8N', reported_on: '2023-06-01' },
      { id: 'o2', crime_number: '2', offence_code: '8N', reported_on: '2023-06-02' },
      { id: 'o3', crime_number: '3', offence_code: '8N', reported_on: '2023-06-03', marking: 'SECRET' },
    ],
    involvements: [
      { person_id: 'A', offence_id: 'o1', role: 'SUSPECT', status: 'CHARGED' },
      { person_id: 'B', offence_id: 'o1', role: 'SUSPECT' },
      { person_id: 'V', offence_id: 'o1', role: 'VICTIM' },
      { person_id: 'V', offence_id: 'o2', role: 'VICTIM' },
      { person_id: 'C', offence_id: 'o2', role: 'SUSPECT' },
      { person_id: 'A', offence_id: 'o3', role: 'SUSPECT' },
      { person_id: 'D', offence_id: 'o3', role: 'SUSPECT' },
    ],
    identifiers: [
      { person_id: 'B', kind: 'PHONE', value: '07911 123456', from: '2023-01-01' },
      { person_id: 'C', kind: 'PHONE', value: '07911 123456' },
      { person_id: 'V', kind: 'PHONE', value: '07911 555555' },
      { person_id: 'D', kind: 'PHONE', value: '07911 555555' },
    ],
    intelligence: [
      {
        id: 'r1',
        written_at: '2023-06-04',
        source_grade: '2',
        information_grade: 'B',
        handling: 'P',
        mentions: 'A;C',
      },
    ],
  });
  ask = askerOf(graph, await assembleSchema());
});

const NODES = '{ __typename id kind label }';
const FIELDS = `found reason truncated hubsNotExpanded { links node ${NODES} } paths { cost length steps {
  from ${NODES} kind to ${NODES} evidence { source recordId importId from to stated offence { crimeNumber } report { sourceGrade informationGrade } } } }`;
const paths = async (from: string, to: string, options = '{}', asker = {}) => {
  const { data, errors, touched } = await ask(
    `{ paths(from: "${from}", to: "${to}", options: ${options}) { ${FIELDS} } }`,
    {},
    asker,
  );
  return { ...data?.paths, errors, touched };
};
const idsOf = (path: { steps: { from: { id: string }; to: { id: string } }[] }) => [
  path.steps[0]?.from.id,
  ...path.steps.map(({ to }) => to.id),
];

describe('paths', () => {
  it('are found by rarity, each step with its evidence', async () => {
    const { found, paths: all, touched } = await paths('s:A', 's:C');
    expect(found).toBe(true);
    expect(all.map(idsOf)).toEqual([
      ['s:A', 's:r1', 's:C'],
      ['s:A', 's:o1', 's:B', 'PHONE:+447911123456', 's:C'],
    ]);
    expect(all[0].steps[0]).toMatchObject({
      kind: 'MENTIONS',
      to: {
        __typename: 'IntelligenceReport',
        kind: 'INTELLIGENCE_REPORT',
        label: 'report 2023-06-04, graded 2B',
      },
      evidence: [{ source: 's', recordId: 's:A', report: { sourceGrade: 2, informationGrade: 'B' } }],
    });
    expect(all[1].steps[0].evidence).toMatchObject([{ stated: 'CHARGED', offence: { crimeNumber: '1' } }]);
    expect(all[1].steps[2].evidence).toMatchObject([{ stated: '07911 123456', from: '2023-01-01' }]);
    expect(touched).toEqual(expect.arrayContaining(['s:A', 's:r1', 's:C', 's:o1', 's:B']));
    expect(all[1].cost).toBeGreaterThan(all[0].cost);
    expect(all.map(({ length }: { length: number }) => length)).toEqual([2, 4]);
  });

  it('are walked by the kinds and in the time that were asked for', async () => {
    const byPhone = await paths('s:A', 's:C', '{ kinds: [SUSPECT_IN, USED] }');
    expect(byPhone.paths.map(idsOf)).toEqual([['s:A', 's:o1', 's:B', 'PHONE:+447911123456', 's:C']]);
    const early = await paths('s:A', 's:C', '{ to: "2020-01-01" }');
    expect(early).toMatchObject({ found: false, reason: expect.stringContaining('in that time') });
  });

  it('show a victim as a pseudonym where it is asked for, and never what else she is linked to', async () => {
    const none = await paths('s:A', 's:C', '{ kinds: [SUSPECT_IN, VICTIM_OF] }');
    expect(none.found).toBe(false);
    const { paths: all, touched } = await paths(
      's:A',
      's:C',
      '{ kinds: [SUSPECT_IN, VICTIM_OF], victims: PSEUDONYMS }',
    );
    const [pseudonym] = all.map(({ steps }: { steps: { to: { id: string } }[] }) => steps[1]?.to);
    expect(pseudonym).toMatchObject({
      __typename: 'VictimNode',
      kind: 'VICTIM',
      id: expect.stringMatching(/^V-/),
    });
    expect(pseudonym.label).toBe(pseudonym.id);
    expect(all[0].steps[1].evidence).toMatchObject([{ recordId: null, offence: { crimeNumber: '1' } }]);
    expect(touched).not.toContain('s:V');
    const { data } = await ask('{ offence(id: "s:o1") { victims { pseudonym } } }');
    expect(data.offence.victims).toEqual([{ pseudonym: pseudonym.id }]);
    const secret = { clearance: 'SECRET' };
    expect(
      (await paths('s:A', 'PHONE:+447911555555', '{ victims: PSEUDONYMS }', secret)).paths.map(idsOf),
    ).toEqual([['s:A', 's:o3', 's:D', 'PHONE:+447911555555']]);
  });

  it('join the roles of a victim for whoever has the right, and refuse who has not', async () => {
    const options = '{ kinds: [SUSPECT_IN, VICTIM_OF, USED], alternatives: 1, victims: JOINED }';
    expect((await paths('s:A', 's:D', options)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    const { paths: all } = await paths('s:A', 's:D', options, { roles: ['supervisor'] });
    expect(all).toMatchObject([{ length: 4, steps: [{}, { to: { __typename: 'VictimNode' } }, {}, {}] }]);
  });

  it('keep to what the caller may see', async () => {
    expect((await paths('s:A', 's:D')).found).toBe(false);
    const { paths: all } = await paths('s:A', 's:D', '{}', { clearance: 'SECRET' });
    expect(all.map(idsOf)).toEqual([['s:A', 's:o3', 's:D']]);
  });

  it.each([
    ['s:A', 's:A', '{}', 'one and the same'],
    ['s:A', 's:none', '{}', 'nothing with the id "s:none"'],
    ['s:A', 's:o3', '{}', 'nothing with the id "s:o3"'],
    ['s:A', 's:V', '{}', 'nothing with the id "s:V"'],
    ['s:A', 's:lone', '{}', '"s:lone" has no link'],
    ['s:B', 's:D', '{ maxLength: 3 }', 'No path within 3 links'],
  ])('say clearly why there is none from %s to %s with %s', async (from, to, options, words) => {
    const { found, paths: all, reason, errors } = await paths(from, to, options);
    expect(errors).toEqual([]);
    expect([found, all]).toEqual([false, []]);
    expect(reason).toContain(words);
  });

  it.each([
    ['{ alternatives: 9000 }', 'options.alternatives must be 1 to 100.'],
    ['{ maxLength: 0 }', 'options.maxLength must be 1 to 12.'],
    ['{ kinds: [] }', 'options.kinds'],
    ['{ from: "2023-02-01", to: "2023-01-01" }', 'options.from'],
  ])('refuse %s', async (options, message) => {
    const { errors } = await paths('s:A', 's:C', options);
    expect(errors).toMatchObject([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_INPUT' } },
    ]);
  });

  it('follow what is written after they were first asked', async () => {
    await importRows(
      graph,
      {
        persons: [{ id: 'E', full_name: 'Name E' }],
        involvements: [{ person_id: 'E', offence_id: 'o2', role: 'SUSPECT' }],
      },
      { asOf: '2023-08-01' },
    );
    expect((await paths('s:E', 's:C')).paths.map(idsOf)).toEqual([['s:E', 's:o2', 's:C']]);
  });

  it('lead to those whom a programme lists, the closest first', async () => {
    const { data, errors } = await ask(
      `{ pathsToListed(personId: "s:lone", programme: "all") { found reason paths { rank } }
         A: pathsToListed(personId: "s:A", programme: "all") { paths { rank person { id } path { length } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.pathsToListed.found).toBe(false);
    expect(
      data.A.paths.map(({ person, path }: { person: { id: string }; path: { length: number } }) => [
        person.id,
        path.length,
      ]),
    ).toEqual([
      ['s:B', 2],
      ['s:C', 2],
      ['s:E', 4],
    ]);
  });
});
