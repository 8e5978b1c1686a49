import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../src/access/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { sightFor } from '../../../src/links/adjacency/currentAdjacency.ts';
import type { Sight } from '../../../src/links/adjacency/Sight.ts';
import { nodesFor } from '../../../src/links/nodeFor.ts';
import { importRows } from '../league/bundleRows.ts';
import type { Ask } from '../records/askRecords.ts';
import { offences, persons, report, storeOf, suspects, users, victims } from './linkRows.ts';

let graph: Graph;
let ask: Ask;
beforeAll(async () => {
  ({ graph, ask } = await storeOf({
    persons: persons('A', 'B', 'C', 'D', 'V', 'lone'),
    offences: offences('o1', 'o2', 'o3').map((one) =>
      one.id === 'o3' ? { ...one, marking: 'SECRET' } : one,
    ),
    involvements: [
      { person_id: 'A', offence_id: 'o1', role: 'SUSPECT', status: 'CHARGED' },
      ...[...suspects('o1', 'B'), ...victims('o1', 'V')],
      ...[...suspects('o2', 'C'), ...victims('o2', 'V')],
      ...suspects('o3', 'A', 'D'),
    ],
    identifiers: [
      ...users('07911 123456', 'B'),
      { person_id: 'C', kind: 'PHONE', value: '07911 123456' },
      ...['V', 'D'].map((person_id) => ({ person_id, kind: 'PHONE', value: '07911 555555' })),
    ],
    intelligence: [report('r1', 'A', 'C')],
  }));
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
    expect(all[1].steps[0].evidence).toMatchObject([{ stated: 'CHARGED', offence: { crimeNumber: 'o1' } }]);
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
    expect(all[0].steps[1].evidence).toMatchObject([{ recordId: null, offence: { crimeNumber: 'o1' } }]);
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
        persons: persons('E'),
        involvements: suspects('o2', 'E'),
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

describe('what two people share', () => {
  beforeAll(async () => {
    await importRows(
      graph,
      {
        persons: persons('X', 'Y', 'Z', 'W', 'alone'),
        offences: offences('q1', 'q3', 'q2').map((one) =>
          one.id === 'q2' ? { ...one, marking: 'SECRET' } : { ...one, location_id: 'market' },
        ),
        involvements: [
          { person_id: 'X', offence_id: 'q1', role: 'SUSPECT', status: 'CHARGED' },
          ...[...suspects('q1', 'Y'), ...victims('q1', 'W'), ...suspects('q3', 'Y')],
          ...suspects('q2', 'X', 'Z'),
        ],
        identifiers: users('07911 777777', 'X', 'Y', 'W').map((use) => ({ ...use, to: '2023-01-31' })),
        locations: [
          { id: 'home', address: '1 Some Street', postcode: 'SW1A 1AA' },
          { id: 'market', address: 'Market', postcode: 'NW1 1AA', borough: 'Camden' },
        ],
        residences: [
          { person_id: 'X', location_id: 'home', from: '2022-01-01', to: '2022-03-31' },
          { person_id: 'Y', location_id: 'home', from: '2022-03-01' },
        ],
        custody: ['X', 'Y'].map((id) => ({
          ...{ id: `cu${id}`, person_id: id, offence_ids: 'q1', arrested_at: '2023-06-02T10:00:00Z' },
        })),
        events: [{ id: 'stop', kind: 'STOP', at: '2023-05-01T10:00:00Z', person_ids: 'X;Y' }],
        associations: [{ person_id: 'X', other_person_id: 'Y', kind: 'ASSOCIATE' }],
        intelligence: [report('rq', 'X', 'Y')],
      },
      { source: 't' },
    );
  });

  const SHARED = `kind users stratum { label things links ofA ofB } surprise atTheSameTime daysTogether thing { __typename id }
    evidenceOfA { recordId stated offence { crimeNumber } } evidenceOfB { recordId stated }`;
  const shared = async (a: string, b: string, asker = {}) => {
    const { data, errors, touched } = await ask(
      `{ sharedThings(a: "${a}", b: "${b}") { reason strength hubsNotWalked { links } things { ${SHARED} }
           counts { kind ofA ofB all shared surprise } } }`,
      {},
      asker,
    );
    expect(errors).toEqual([]);
    return { ...data.sharedThings, touched };
  };

  it('is told with its evidence, its surprise and its time', async () => {
    const { things, reason, strength, counts, hubsNotWalked, touched } = await shared('t:X', 't:Y');
    type Labelled = { kind: string; stratum: { label: string } };
    expect(things.map(({ kind, stratum }: Labelled) => [kind, stratum.label]).sort()).toEqual([
      ['ADDRESS', 'sw1a'],
      ['CUSTODY', 'camden, 2023'],
      ['EVENT', 'area not known, 2023'],
      ['IDENTIFIER', 'PHONE'],
      ['OFFENCE', 'camden, 2023'],
      ['REPORT', '2023'],
      ['TIE', ''],
    ]);
    expect([reason, hubsNotWalked]).toEqual([null, []]);
    type Thing = { kind: string; surprise: number; thing: { id: string } | null };
    const of = (kind: string) => things.find((thing: Thing) => thing.kind === kind);
    expect(things.map(({ kind, thing }: Thing) => [kind, thing?.id]).sort()).toEqual([
      ['ADDRESS', 't:home'],
      ['CUSTODY', 't:q1'],
      ['EVENT', 't:stop'],
      ['IDENTIFIER', 'PHONE:+447911777777'],
      ['OFFENCE', 't:q1'],
      ['REPORT', 't:rq'],
      ['TIE', undefined],
    ]);
    expect(of('ADDRESS')).toMatchObject({ users: 2, atTheSameTime: true, daysTogether: 31 });
    // The victim used the phone as well, and takes no part.
    expect(of('IDENTIFIER')).toMatchObject({ users: 2, atTheSameTime: true, daysTogether: 31 });
    expect(of('OFFENCE')).toMatchObject({
      thing: { __typename: 'Offence' },
      atTheSameTime: null,
      evidenceOfA: [{ recordId: 't:X', stated: 'CHARGED', offence: { crimeNumber: 'q1' } }],
      evidenceOfB: [{ recordId: 't:Y' }],
    });
    expect(of('CUSTODY').evidenceOfA).toContainEqual(expect.objectContaining({ recordId: 't:X' }));
    expect(of('TIE')).toMatchObject({ thing: null, evidenceOfA: [{ stated: 'ASSOCIATE' }], evidenceOfB: [] });
    const count = counts.find(({ kind }: { kind: string }) => kind === 'OFFENCE');
    expect(count).toMatchObject({
      ofA: 1,
      ofB: 2,
      shared: 1,
      // Y is in both offences of Camden in 2023: whoever is in one of them shares it.
      surprise: 0,
    });
    expect(of('OFFENCE')).toMatchObject({
      stratum: { things: 2, links: 3, ofA: 1, ofB: 2 },
      // Y has both of the two, and only one of them has room for X.
      surprise: 0,
    });
    expect(strength).toBeGreaterThan(of('OFFENCE').surprise);
    expect(touched).toEqual(expect.arrayContaining(['t:q1', 't:home', 't:rq', 't:stop']));
    expect(touched).not.toContain('t:W');
  });

  it('keeps to what the caller may see', async () => {
    expect((await shared('t:X', 't:Z')).things).toEqual([]);
    const seen = await shared('t:X', 't:Z', { clearance: 'SECRET' });
    expect(seen.things).toMatchObject([{ kind: 'OFFENCE', thing: { id: 't:q2' }, users: 2 }]);
  });

  it.each([
    ['t:X', 't:X', 'one and the same'],
    ['t:X', 't:none', 'nothing with the id "t:none"'],
    ['t:X', 't:W', 'nothing with the id "t:W"'],
    ['t:X', 't:q2', 'nothing with the id "t:q2"'],
    ['t:q1', 't:X', '"t:q1" is not a person'],
    ['t:X', 't:alone', '"t:alone" has no link'],
    ['t:X', 's:B', 'They share nothing'],
  ])('says clearly why there is none of %s and %s', async (a, b, words) => {
    const { things, counts, strength, reason } = await shared(a, b);
    expect([things, counts, strength]).toEqual([[], [], 0]);
    expect(reason).toContain(words);
  });

  it('ranks associates by its strength', async () => {
    const associates = async (id: string, asker = {}, first = 20) => {
      const { data, errors, touched } = await ask(
        `{ associates(personId: "${id}", first: ${first}) { reason found hubsNotWalked { links }
             people { person { id } strength counts { kind shared } things { ${SHARED} } } } }`,
        {},
        asker,
      );
      return { ...data?.associates, errors, touched };
    };
    const secret = { clearance: 'SECRET' };
    const { people, found, touched } = await associates('t:X', secret);
    expect(people.map(({ person }: { person: { id: string } }) => person.id)).toEqual(['t:Y', 't:Z']);
    const pair = await shared('t:X', 't:Y', secret);
    expect([found, people[0].strength, people[0].things, people[0].counts.length]).toEqual([
      ...[2, pair.strength, pair.things, pair.counts.length],
    ]);
    expect(touched).toEqual(expect.arrayContaining(['t:Y', 't:Z']));
    expect((await associates('t:X')).found).toBe(1);
    expect(await associates('t:X', secret, 1)).toMatchObject({
      found: 2,
      people: [{ person: { id: 't:Y' } }],
    });
    expect(await associates('t:alone')).toMatchObject({
      found: 0,
      people: [],
      reason: '"t:alone" has no link that you may see.',
    });
    expect(await associates('t:W')).toMatchObject({
      people: [],
      reason: expect.stringContaining('nothing with the id'),
    });
    expect((await associates('t:X', {}, 0)).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
  });
});

describe('an id', () => {
  it('is asked for again where its record was read after the graph was', async () => {
    const visible = ['OFFICIAL'];
    const caller = { subject: 'a.analyst', visible };
    const context = { graph, caller, requestId: 'test', signal: new AbortController().signal };
    const find = async (sight: Sight) => {
      const [state = -1] = await nodesFor(context as unknown as Context, sight, ['s:late']);
      return sight.adjacency.idOf(state);
    };
    const sight = await sightFor(graph, visible, 'NONE', {});
    await importRows(graph, { persons: persons('late'), offences: [], involvements: [] });
    await expect(find(sight)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await find(await sightFor(graph, visible, 'NONE', {}))).toBe('s:late');
  });
});
