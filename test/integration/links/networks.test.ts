import { beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { type BundleRows, importRows } from '../league/bundleRows.ts';
import type { Ask } from '../records/askRecords.ts';
import { hide, persons, storeOf, suspects, victims } from './linkRows.ts';

/** a, b, c, d and e, f, g are suspects together; d and e once. V and W are victims; what is SECRET ties a with e and z. */
const OPEN: BundleRows = {
  persons: persons('a', 'b', 'c', 'd', 'e', 'f', 'g', 'V', 'W', 'lone'),
  locations: [
    { id: 'l1', address: '1 High St', borough: 'Camden' },
    { id: 'l2', address: '2 Low Rd', borough: 'Hackney' },
  ],
  offences: [
    {
      id: 'o1',
      offence_code: '8N',
      reported_on: '2023-06-01',
      occurred_from: '2023-05-30',
      location_id: 'l1',
    },
    { id: 'o2', offence_code: '8N', reported_on: '2023-06-02', occurred_from: '2023-06-01' },
    {
      id: 'o3',
      offence_code: '8N',
      reported_on: '2023-06-03',
      occurred_from: '2023-06-02',
      location_id: 'l2',
    },
    { id: 'o4', offence_code: '8N', reported_on: '2020-06-03', occurred_from: '2020-06-02' },
  ],
  involvements: [
    ...suspects('o1', 'a', 'b', 'c', 'd'),
    ...suspects('o2', 'a', 'b'),
    ...suspects('o3', 'e', 'f', 'g'),
    ...suspects('o4', 'd', 'e'),
    ...[...victims('o1', 'V', 'W'), ...victims('o3', 'W')],
  ],
  residences: [
    { person_id: 'a', location_id: 'l1', from: '2020-01-01', to: '2021-01-01' },
    { person_id: 'a', location_id: 'l2' },
  ],
  identifiers: [
    { person_id: 'a', kind: 'PHONE', value: '07911 123456', from: '2023-01-01' },
    { person_id: 'f', kind: 'PHONE', value: '07911 555555', from: '2023-01-01' },
  ],
  associations: [{ person_id: 'b', other_person_id: 'g', kind: 'ASSOCIATE' }],
  events: [
    {
      ...{ id: 'call', kind: 'CALL', at: '2023-03-01T12:00:00', identifier_kind: 'PHONE' },
      ...{
        identifier_value: '07911 123456',
        other_identifier_kind: 'PHONE',
        other_identifier_value: '07911 555555',
      },
    },
  ],
};
const SECRET: BundleRows = {
  persons: hide(persons('z')),
  offences: [
    {
      id: 'o9',
      offence_code: '8N',
      reported_on: '2023-06-09',
      occurred_from: '2023-06-08',
      marking: 'SECRET',
    },
  ],
  involvements: hide(suspects('o9', 'a', 'e', 'z')),
  associations: [{ person_id: 'c', other_person_id: 'z', kind: 'ASSOCIATE', marking: 'SECRET' }],
};

let graph: Graph;
let ask: Ask;
beforeAll(async () => {
  ({ graph, ask } = await storeOf(OPEN));
});

const NODE = '{ __typename id label }';
const LINK = `{ id kind from ${NODE} to ${NODE} firstDay lastDay evidence { source recordId stated from to offence { crimeNumber } } }`;
const SAYS = `counts { kind total shown leftOut undated undatedLeftOut atOtherTimes } links ${LINK} undatedLinks ${LINK}`;
const neighbourhood = async (id: string, options = '{}', asker = {}) => {
  const { data, errors, touched } = await ask(
    `{ neighbourhood(id: "${id}", options: ${options}) { reason node ${NODE} ${SAYS} notExpanded further { node ${NODE} ${SAYS} } } }`,
    {},
    asker,
  );
  return { ...data?.neighbourhood, errors, touched };
};
const idsOf = (links: readonly { readonly id: string }[]) => links.map(({ id }) => id);

describe('a neighbourhood', () => {
  it('counts by kind of link and lists each with its evidence, the latest begun first', async () => {
    const { node, counts, links, reason, touched } = await neighbourhood('s:a');
    expect([node.id, reason]).toEqual(['s:a', null]);
    const none = { leftOut: 0, undated: 0, undatedLeftOut: 0, atOtherTimes: 0 };
    expect(counts).toEqual([
      { ...none, kind: 'SUSPECT_IN', total: 2, shown: 2 },
      { ...none, kind: 'LIVED_AT', total: 2, shown: 2 },
      { ...none, kind: 'USED', total: 1, shown: 1 },
    ]);
    expect(idsOf(links)).toEqual([
      'SUSPECT_IN|s:a|s:o2',
      'SUSPECT_IN|s:a|s:o1',
      'LIVED_AT|s:a|s:l1',
      'LIVED_AT|s:a|s:l2',
      'USED|s:a|PHONE:+447911123456',
    ]);
    expect(links[2]).toMatchObject({ firstDay: '2020-01-01', lastDay: '2021-01-01' });
    expect(links[4].evidence).toMatchObject([{ source: 's', recordId: 's:a', stated: '07911 123456' }]);
    expect(touched).toEqual(expect.arrayContaining(['s:a', 's:o1', 's:o2', 's:l1']));
  });

  it('says what it leaves out: by cap, by kind, and by the day', async () => {
    const capped = await neighbourhood('s:o1', '{ perKind: 3, kinds: [SUSPECT_IN] }');
    expect(idsOf(capped.links)).toEqual([
      'SUSPECT_IN|s:a|s:o1',
      'SUSPECT_IN|s:b|s:o1',
      'SUSPECT_IN|s:c|s:o1',
    ]);
    expect(capped.counts).toMatchObject([
      { kind: 'SUSPECT_IN', total: 4, shown: 3, leftOut: 1 },
      { kind: 'OCCURRED_AT', total: 1, shown: 0, leftOut: 1 },
    ]);
    expect(capped.reason).toBe('2 neighbours are counted and not shown.');
    const then = await neighbourhood('s:a', '{ at: "2020-06-01" }');
    expect(idsOf(then.links)).toEqual(['LIVED_AT|s:a|s:l1']);
    expect(idsOf(then.undatedLinks)).toEqual(['LIVED_AT|s:a|s:l2']);
    expect(then.counts).toMatchObject([
      { kind: 'SUSPECT_IN', total: 0, atOtherTimes: 2 },
      { kind: 'LIVED_AT', total: 1, undated: 1, atOtherTimes: 0 },
      { kind: 'USED', total: 0, atOtherTimes: 1 },
    ]);
    const early = await neighbourhood('s:a', '{ at: "1950-01-01", kinds: [USED] }');
    expect([early.links, early.reason]).toEqual([
      [],
      'No link is known to have stood on that day: 4 stood at other times, of 1 that is not known.',
    ]);
  });

  it('says of each neighbour what the neighbour says itself, and links have one id from both ends', async () => {
    const { further, notExpanded, links } = await neighbourhood('s:a', '{ depth: 2 }');
    expect([further.length, notExpanded]).toEqual([5, 0]);
    for (const { node, ...says } of further) {
      const { errors: _errors, touched: _touched, reason: _reason, ...own } = await neighbourhood(node.id);
      expect({ ...says, node, further: [], notExpanded: 0 }).toEqual(own);
    }
    expect(idsOf(further[0].links)).toContain(idsOf(links)[0]);
    const [ofB, ofG] = [await neighbourhood('s:b'), await neighbourhood('s:g')];
    expect(idsOf(ofB.links)).toContain('TIED_TO|s:b|s:g');
    expect(idsOf(ofG.links)).toContain('TIED_TO|s:b|s:g');
  });

  it('shows victims as pseudonyms where it is asked for, and leads to nothing else of theirs', async () => {
    const { links, further, touched } = await neighbourhood('s:o1', '{ depth: 2, victims: PSEUDONYMS }');
    const victims = links.filter(({ kind }: { kind: string }) => kind === 'VICTIM_OF');
    expect(victims).toHaveLength(2);
    for (const { from, evidence } of victims) {
      expect(from).toMatchObject({ __typename: 'VictimNode', id: expect.stringMatching(/^V-/) });
      expect(evidence).toMatchObject([{ recordId: null }]);
    }
    const theirs = further.filter(({ node }: { node: { id: string } }) => node.id.startsWith('V-'));
    expect(theirs.map((one: { links: [] }) => one.links.length).sort()).toEqual([1, 2]);
    expect(touched).not.toContain('s:V');
    expect((await neighbourhood('s:V')).reason).toContain('nothing with the id "s:V"');
    const joined = await neighbourhood('s:o1', '{ victims: JOINED }');
    expect(joined.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it.each([
    ['s:none', '{}', 'nothing with the id "s:none"'],
    ['s:lone', '{}', '"s:lone" has no link'],
    ['s:a', '{ kinds: [TIED_TO] }', 'none of the kinds asked for, and 5 of others'],
  ])('of %s with %s: %s', async (id, options, reason) => {
    const { errors, links, reason: told } = await neighbourhood(id, options);
    expect([errors, links]).toEqual([[], []]);
    expect(told).toContain(reason);
  });

  it.each([
    ['{ depth: 3 }', 'depth'],
    ['{ perKind: 201 }', 'perKind'],
    ['{ kinds: [] }', 'kinds'],
  ])('refuses %s', async (options, name) => {
    const { errors } = await neighbourhood('s:a', options);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
    expect(errors[0].message).toContain(name);
  });
});

const MEMBER =
  '{ person { id } ties betweenness betweennessError core articulationPoint communityId communitiesTied }';
const NETWORK = `reason method truncated unknownIds people withoutTie ties crowdsLeftOut undatedLeftOut
  validation { tested sharing validated level } components largestComponent
  strongestTies { a { id } b { id } weight things { thing ${NODE} evidence { recordId offence { id } stated } } }
  communitiesFound communities { id size memberIds members ${MEMBER} innerTies density conductance continues joined left }
  brokers ${MEMBER} articulationPointsFound articulationPoints ${MEMBER} betweennessExact betweennessSources endedCommunities`;
const network = async (scope: string, more = '', asker = {}) => {
  const { data, errors, touched } = await ask(
    `{ network(scope: ${scope}${more}) { ${NETWORK} } }`,
    {},
    asker,
  );
  return { ...data?.network, errors, touched };
};
const REMOVAL = '{ people { id } method largestLeft shareLeft }';
const disruption = async (scope: string, k: number, asker = {}) => {
  const { data, errors, touched } = await ask(
    `{ disruption(scope: ${scope}, k: ${k}) { reason method truncated people ties k largest best ${REMOVAL} adaptiveBetweenness ${REMOVAL}
       mostConnected ${REMOVAL} chance { draws mean low high } bridge { a { id } b { id } sharedRemoved shareLeftAfter } warning } }`,
    {},
    asker,
  );
  return { ...data?.disruption, errors, touched };
};
const personIds = (members: readonly { readonly person: { readonly id: string } }[]) =>
  members.map(({ person }) => person.id);

describe('a network', () => {
  it('has communities with their cohesion, brokers and whom it falls apart without', async () => {
    const found = await network('{}');
    expect(found).toMatchObject({
      ...{
        errors: [],
        reason: null,
        truncated: false,
        people: 7,
        ties: 10,
        components: 1,
        largestComponent: 7,
      },
      ...{ communitiesFound: 2, articulationPointsFound: 2, betweennessExact: true, validation: null },
    });
    expect(found.method).toContain("Linchpin's own code");
    const [first, second] = found.communities;
    expect(first.memberIds).toEqual(['s:a', 's:b', 's:c', 's:d']);
    expect(first).toMatchObject({
      innerTies: 6,
      density: 1,
      conductance: 1 / 7,
      continues: null,
      joined: [],
    });
    expect(second.memberIds).toEqual(['s:e', 's:f', 's:g']);
    // 3 times 3 pairs through d, 4 times 2 through e.
    expect(found.brokers).toMatchObject([
      { person: { id: 's:d' }, betweenness: 9, core: 3, articulationPoint: true, communitiesTied: 2 },
      { person: { id: 's:e' }, betweenness: 8, core: 2, communityId: second.id },
    ]);
    expect(personIds(found.articulationPoints)).toEqual(['s:d', 's:e']);
    const [strongest] = found.strongestTies;
    expect(strongest).toMatchObject({ a: { id: 's:a' }, b: { id: 's:b' }, weight: 2 });
    expect(strongest.things[0]).toMatchObject({
      thing: { __typename: 'Offence', id: 's:o1' },
      evidence: [{ recordId: 's:a' }, { recordId: 's:b' }],
    });
    expect(found.touched).toEqual(expect.arrayContaining(['s:a', 's:g', 's:o1']));
    expect(found.touched).not.toContain('s:V');
  });

  it('is of a time, an area, a programme or people, as far as is asked', async () => {
    const late = await network('{ from: "2023-01-01", to: "2023-12-31" }');
    expect(late).toMatchObject({ ties: 9, components: 2 });
    expect(await network('{ area: "camden", reach: 0 }')).toMatchObject({ people: 4, ties: 6 });
    expect(await network('{ area: "Camden", reach: 1 }')).toMatchObject({ people: 5, ties: 7 });
    expect(await network('{ programme: "all" }')).toMatchObject({ errors: [], people: 7 });
    const some = await network('{ personIds: ["s:e", "s:lone", "s:none", "s:V"], reach: 0 }');
    expect(some).toMatchObject({ people: 0, withoutTie: 2, unknownIds: ['s:none', 's:V'] });
    expect(some.reason).toBe(
      'Nobody in it is a suspect together with another, as far as you may see. 2 ids are of nobody whom you may see.',
    );
  });

  it('of contacts has calls of phones and stated ties, each with its evidence', async () => {
    const { strongestTies } = await network('{ projection: CONTACT }');
    expect(strongestTies).toMatchObject([
      { a: { id: 's:a' }, b: { id: 's:f' }, things: [{ thing: { __typename: 'Event', id: 's:call' } }] },
      { a: { id: 's:b' }, b: { id: 's:g' }, things: [{ thing: null, evidence: [{ stated: 'ASSOCIATE' }] }] },
    ]);
    const stated = strongestTies[0].things[0].evidence.map((one: { stated: string }) => one.stated);
    expect(stated).toEqual(expect.arrayContaining(['07911 123456', '07911 555555']));
    const valid = await network('{ validatedOnly: true }');
    expect(valid.validation).toEqual({ tested: 21, sharing: 10, validated: 0, level: 0.05 });
    expect([valid.ties, valid.reason]).toEqual([
      0,
      'Of 10 pairs that share something, none shares more than chance would have it.',
    ]);
  });

  it('has the same ids for the same communities, and says what changed since an earlier answer', async () => {
    const [first] = (await network('{}')).communities;
    const [again] = (await network('{ area: "Camden", reach: 0 }')).communities;
    expect([again.id, again.memberIds]).toEqual([first.id, first.memberIds]);
    const compared = await network(
      '{}',
      ', comparedTo: [{ id: "C-1", memberIds: ["s:a", "s:b", "s:c", "s:x"] }, { id: "C-2", memberIds: ["s:y"] }]',
    );
    expect(compared.communities[0]).toMatchObject({ continues: 'C-1', joined: ['s:d'], left: ['s:x'] });
    expect(compared.touched).toContain('s:x');
    expect([compared.communities[1].continues, compared.endedCommunities]).toEqual([null, ['C-2']]);
  });

  it.each([
    ['{ area: "Nowhere" }', 'No offence in "Nowhere" has a suspect'],
    ['{ personIds: ["s:none"] }', 'None of the ids is of anybody'],
    ['{ personIds: ["s:lone"] }', 'Nobody in it is a suspect together with another'],
    ['{ from: "1980-01-01", to: "1980-12-31" }', 'in that time'],
    ['{ projection: CONTACT, personIds: ["s:c"] }', 'Nobody in it has a contact with another'],
  ])('of %s says why there is nothing: %s', async (scope, reason) => {
    const found = await network(scope);
    expect(found).toMatchObject({ errors: [], people: 0, communities: [], brokers: [], strongestTies: [] });
    expect(found.reason).toContain(reason);
    expect(await disruption(scope, 5)).toMatchObject({
      reason: found.reason,
      best: [],
      k: null,
      chance: null,
    });
  });

  it.each([
    ['{ programme: "all", area: "Camden" }', 'one of programme, personIds and area'],
    ['{ personIds: [] }', 'scope.personIds'],
    ['{ area: " " }', 'scope.area'],
    ['{ reach: 3 }', 'scope.reach must be 0 to 2'],
    ['{ from: "2024-01-01", to: "2023-01-01" }', 'scope.from must not be later than scope.to'],
  ])('refuses %s', async (scope, message) => {
    const { errors } = await network(scope);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
    expect(errors[0].message).toContain(message);
  });

  it('knows no programme that is none', async () => {
    expect((await network('{ programme: "none" }')).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
  });
});

describe('disruption', () => {
  it('says whom to remove, beside a raid and chance, who would bridge it, and that networks regrow', async () => {
    const found = await disruption('{}', 1);
    expect(found).toMatchObject({
      ...{ errors: [], truncated: false, people: 7, ties: 10, k: 1, largest: 7 },
      best: [{ people: [{ id: 's:d' }], method: 'EXACT', largestLeft: 3, shareLeft: 3 / 7 }],
      mostConnected: { people: [{ id: 's:d' }], method: null, largestLeft: 3 },
      bridge: { sharedRemoved: 1, shareLeftAfter: 6 / 7 },
    });
    expect(found.chance.mean).toBeGreaterThan(3 / 7);
    expect(found.warning).toContain('regrow');
    const most = await disruption('{}', 50);
    expect([most.k, most.best.length, most.best.at(-1).largestLeft]).toEqual([7, 7, 0]);
    expect((await disruption('{}', 9_000)).errors).toMatchObject([
      { message: 'k must be 1 to 50.', extensions: { code: 'BAD_INPUT' } },
    ]);
  });
});

describe('what is hidden', () => {
  const asked = () =>
    Promise.all([
      ...['s:a', 's:e', 's:c', 's:z', 's:o9'].map((id) =>
        neighbourhood(id, '{ depth: 2, victims: PSEUDONYMS }'),
      ),
      ...['{}', '{ validatedOnly: true }', '{ personIds: ["s:a", "s:z"] }', '{ programme: "all" }'].map(
        (scope) => network(scope),
      ),
      ...['{}', '{ projection: CONTACT }'].map((scope) => disruption(scope, 2)),
    ]);

  it('changes no answer, and is in those of somebody who is cleared for it', async () => {
    const before = await asked();
    await importRows(graph, SECRET);
    expect(await asked()).toEqual(before);
    const cleared = { clearance: 'SECRET' };
    expect(idsOf((await neighbourhood('s:a', '{}', cleared)).links)).toContain('SUSPECT_IN|s:a|s:o9');
    expect(await network('{}', '', cleared)).toMatchObject({ people: 8, ties: 13 });
    const { best } = await disruption('{}', 1, cleared);
    expect(best[0].largestLeft).toBeGreaterThan(3);
  });
});

describe('a suspect who is eliminated or acquitted', () => {
  const involved = (statuses: Readonly<Record<string, string>>): BundleRows => ({
    persons: Object.keys(statuses).map((id) => ({ id, full_name: `Name ${id}` })),
    offences: [{ id: 'o6', offence_code: '8N', reported_on: '2023-06-06', occurred_from: '2023-06-06' }],
    involvements: Object.entries(statuses).map(([person_id, status]) => ({
      ...{ person_id, offence_id: 'o6', role: 'SUSPECT', status },
    })),
  });
  const tied = async () => {
    const { data, errors } = await ask(
      `{ network(scope: { personIds: ["s:k", "s:l", "s:m"] }) { strongestTies { a { id } b { id } } }
         associates(personId: "s:k") { people { person { id } } }
         sharedThings(a: "s:k", b: "s:l") { counts { kind } } neighbourhood(id: "s:k") { links { id } } }`,
    );
    expect(errors).toEqual([]);
    return {
      ties: data?.network.strongestTies.map((tie: { a: { id: string }; b: { id: string } }) => [
        tie.a.id,
        tie.b.id,
      ]),
      associates: data?.associates.people.map(({ person }: { person: { id: string } }) => person.id),
      shared: data?.sharedThings.counts.length,
      links: data?.neighbourhood.links.length,
    };
  };

  it('is tied to nobody by that offence, from the day that it is recorded', async () => {
    await importRows(graph, involved({ k: 'CHARGED', l: 'NAMED', m: 'NAMED' }));
    const before = await tied();
    expect(before.ties).toHaveLength(3);
    expect(before).toMatchObject({ associates: ['s:l', 's:m'], shared: 1 });
    await importRows(graph, involved({ k: 'ACQUITTED', l: 'NAMED', m: 'NAMED' }), { asOf: '2023-08-01' });
    const after = await tied();
    expect(after).toMatchObject({ ties: [['s:l', 's:m']], associates: [], shared: 0 });
    // The record of it is shown all the same.
    expect(after.links).toBe(before.links);
  });
});
