import { beforeAll, describe, expect, it } from 'vitest';
import { assembleSchema } from '../../../src/api/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { importRows, leagueStore } from '../league/bundleRows.ts';
import { type Answer, type Ask, askerOf } from '../records/askRecords.ts';

const clock = { now: () => new Date('2023-07-05T11:00:00Z') };
const CITED = 'source recordId importId from to stated offence { id } report { id }';
const DOSSIER = `reason asAt person { id names }
  offences { offence { id crimeNumber } status counted days basis provisional evidence { ${CITED} } }
  associates { found people { strength person { id } } }
  places { place { id label address postcode coarsened } evidence { ${CITED} } }
  identifiers { identifier { id label } evidence { ${CITED} } }
  intelligence { report { id sourceGrade informationGrade } evidence { ${CITED} } }
  custody { episode { id station } offences { id } evidence { ${CITED} } }
  orders { order { id orderKind } inForce evidence { ${CITED} } }
  forensics { exhibit { id result } offence { id } matched evidence { ${CITED} } }
  gaps { kind state rule detail since offence { id } exhibit { id } victims restsOn { ${CITED} } }
  leftOut { section shown found }`;
const THREADS = `reason asAt listed found order notStated counts { kind found } threads { kind urgency rank person { id } what since until
  unknown offence { id } exhibit { id } order { id } custody { id } restsOn { ${CITED} } }`;

let graph: Graph;
let ask: Ask;
beforeAll(async () => {
  graph = await leagueStore();
  await importRows(graph, {
    persons: [
      { id: 'A', full_name: 'Name A', born_on: '1990-01-01' },
      ...['B', 'V', 'W', 'Z', 'bare'].map((id) => ({ id, full_name: `Name ${id}` })),
    ],
    offences: ['o1', 'o2', 'o4', 'o5'].map((id, day) => ({
      ...{ id, crime_number: id, offence_code: '8N', reported_on: `2023-06-0${day + 1}` },
      outcome: id === 'o1' ? 'VICTIM_WITHDREW' : 'UNDER_INVESTIGATION',
    })),
    involvements: [
      { person_id: 'A', offence_id: 'o1', role: 'SUSPECT', status: 'NAMED' },
      { person_id: 'A', offence_id: 'o2', role: 'SUSPECT', status: 'ELIMINATED' },
      { person_id: 'A', offence_id: 'o5', role: 'SUSPECT' },
      { person_id: 'B', offence_id: 'o1', role: 'SUSPECT' },
      { person_id: 'B', offence_id: 'o4', role: 'SUSPECT' },
      { person_id: 'V', offence_id: 'o1', role: 'VICTIM' },
      { person_id: 'Z', offence_id: 'o4', role: 'VICTIM' },
      { person_id: 'bare', offence_id: 'o4', role: 'SUSPECT', status: 'ELIMINATED' },
    ],
    locations: [
      { id: 'home', address: '1 Some Street', postcode: 'SW1A 1AA' },
      { id: 'hers', address: '2 Other Street', postcode: 'E1 6AN' },
    ],
    residences: [
      { person_id: 'A', location_id: 'home', from: '2020-01-01' },
      { person_id: 'A', location_id: 'hers', from: '2015-01-01', to: '2019-12-31' },
      { person_id: 'V', location_id: 'hers', from: '2015-01-01' },
    ],
    identifiers: [{ person_id: 'A', kind: 'PHONE', value: '07911 777777', from: '2023-01-01' }],
    intelligence: [
      {
        ...{ id: 'r1', written_at: '2023-06-04', source_grade: '2', information_grade: 'B' },
        ...{ handling: 'P', mentions: 'A' },
      },
    ],
    custody: [
      {
        ...{ id: 'c1', person_id: 'A', offence_ids: 'o5', arrested_at: '2023-06-10T10:00' },
        ...{ released_at: '2023-06-11T10:00', station: 'Central' },
      },
    ],
    orders: [
      { id: 'n1', person_id: 'A', kind: 'BAIL', from: '2023-06-11', to: '2023-07-10' },
      { id: 'n2', person_id: 'A', kind: 'SHPO', from: '2023-06-11' },
    ],
    forensics: [
      { id: 'x1', offence_id: 'o1', exhibit: 'Knife', submitted_on: '2023-06-05' },
      {
        ...{ id: 'x2', offence_id: 'o1', exhibit: 'Swab', submitted_on: '2023-06-05' },
        ...{ result_on: '2023-06-20', result: 'HIT', person_id: 'A' },
      },
    ],
  });
  ask = askerOf(graph, await assembleSchema());
});

const dossierOf = (id: string, asker = {}): Promise<Answer> =>
  ask(`{ dossier(personId: "${id}") { ${DOSSIER} } }`, {}, { clock, ...asker });
const threadsOf = (asker = {}, programme = 'all', first = 100): Promise<Answer> =>
  ask(`{ openThreads(programme: "${programme}", first: ${first}) { ${THREADS} } }`, {}, { clock, ...asker });

describe('a dossier', () => {
  it('shows a nominal on one page, each line with what it rests on', async () => {
    const { data, errors, touched, text } = await dossierOf('s:A');
    expect(errors).toEqual([]);
    const { dossier } = data;
    expect(dossier).toMatchObject({
      ...{ reason: null, asAt: '2023-07-05', person: { id: 's:A', names: ['Name A'] }, leftOut: [] },
      offences: [
        { offence: { id: 's:o5' }, status: null, counted: true },
        { offence: { id: 's:o2' }, status: 'ELIMINATED', counted: false, days: null, basis: null },
        { offence: { id: 's:o1' }, status: 'NAMED', counted: true },
      ],
      associates: { found: 1, people: [{ person: { id: 's:B' } }] },
      places: [
        { place: { address: '1 Some Street', coarsened: false } },
        { place: { id: 'sector:E1 6', address: null, coarsened: true } },
      ],
      identifiers: [{ identifier: { label: '+447911777777' } }],
      intelligence: [{ report: { id: 's:r1', sourceGrade: 2, informationGrade: 'B' } }],
      custody: [{ episode: { id: 's:c1', station: 'Central' }, offences: [{ id: 's:o5' }] }],
      orders: [
        { order: { id: 's:n1', orderKind: 'BAIL' }, inForce: true },
        { order: { id: 's:n2', orderKind: 'SHPO' }, inForce: true },
      ],
      forensics: [
        { exhibit: { id: 's:x2', result: 'HIT' }, offence: { id: 's:o1' }, matched: true },
        { exhibit: { id: 's:x1', result: null }, matched: false },
      ],
    });
    // The weight is the one that the league shows.
    const league = await ask(
      '{ league(programme: "all") { entries { person { id } contributions { days basis offence { id } } } } }',
    );
    const entry = league.data.league.entries.find(
      (one: { person: { id: string } }) => one.person.id === 's:A',
    );
    const counted = dossier.offences.filter((one: { counted: boolean }) => one.counted);
    expect(
      counted.map(({ days, basis, offence }: never) => ({ days, basis, id: (offence as { id: string }).id })),
    ).toEqual(
      entry.contributions
        .map(({ days, basis, offence }: never) => ({ days, basis, id: (offence as { id: string }).id }))
        .sort((a: { id: string }, b: { id: string }) => (a.id < b.id ? 1 : -1)),
    );
    const { gaps, ...sections } = dossier;
    const cited = Object.values(sections)
      .filter(Array.isArray)
      .flat()
      .map(({ evidence }: { evidence: { source: string; importId: string }[] }) => evidence);
    for (const evidence of cited) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const one of evidence) expect(one).toMatchObject({ source: 's', importId: expect.any(String) });
    }
    expect(touched).toEqual(
      expect.arrayContaining([
        's:A',
        's:B',
        's:o1',
        's:o5',
        's:r1',
        's:c1',
        's:n1',
        's:x1',
        's:x2',
        's:home',
      ]),
    );
    expect(touched).not.toContain('s:V');
    expect(text).not.toMatch(/s:V|Name V|s:hers|Other Street/);
    expect(gaps.map(({ kind, state, since }: never) => [kind, state, since])).toEqual([
      ['HIT_WITHOUT_ARREST', 'MISSING', '2023-06-20'],
      ['EXHIBIT_WITHOUT_RESULT', 'MISSING', '2023-06-05'],
      ['VICTIM_WITHDREW', 'UNKNOWN', '2023-06-01'],
    ]);
    const { data: victims } = await ask('{ offence(id: "s:o1") { victims { pseudonym } } }');
    expect(gaps[2].victims).toEqual([victims.offence.victims[0].pseudonym]);
  });

  it('says of whom there is little what is missing', async () => {
    const { data } = await dossierOf('s:bare');
    expect(data.dossier.gaps.map(({ kind, state }: never) => [kind, state])).toEqual([
      ['NO_ADDRESS', 'MISSING'],
      ['NO_IDENTIFIER', 'MISSING'],
      ['NO_BIRTH_DATE', 'MISSING'],
    ]);
    const alone = (await dossierOf('s:W')).data.dossier;
    expect([alone.reason, alone.offences]).toEqual([expect.stringContaining('Nothing that you may see'), []]);
  });

  it.each(['s:none', 's:V', 's:o1'])('has nothing, in the same words, for %s', async (id) => {
    const { data, errors } = await dossierOf(id);
    expect(errors).toEqual([]);
    expect(data.dossier).toMatchObject({
      person: null,
      reason: `There is nothing with the id "${id}" that you may see.`,
      ...{ offences: [], associates: null, gaps: [] },
    });
  });
});

describe('open threads', () => {
  it('are those of the listed, the most urgent first', async () => {
    const { data, errors, touched } = await threadsOf();
    expect(errors).toEqual([]);
    expect(data.openThreads).toMatchObject({ reason: null, asAt: '2023-07-05', listed: 2, found: 4 });
    expect(
      data.openThreads.threads.map(({ kind, urgency, person }: never) => [
        urgency,
        kind,
        (person as { id: string }).id,
      ]),
    ).toEqual([
      [1, 'BAIL_ENDING', 's:A'],
      [2, 'HIT_WITHOUT_ARREST', 's:A'],
      [4, 'EXHIBIT_WITHOUT_RESULT', 's:B'],
      [4, 'EXHIBIT_WITHOUT_RESULT', 's:A'],
    ]);
    expect(data.openThreads.threads[0]).toMatchObject({
      until: '2023-07-10',
      order: { id: 's:n1' },
      restsOn: [{ source: 's', recordId: 's:A' }],
    });
    expect(data.openThreads.counts).toContainEqual({ kind: 'EXHIBIT_WITHOUT_RESULT', found: 2 });
    expect(touched).toEqual(expect.arrayContaining(['s:A', 's:B', 's:n1', 's:x1', 's:x2']));
    const { data: one } = await threadsOf({}, 'all', 1);
    expect([one.openThreads.found, one.openThreads.threads.length]).toEqual([4, 1]);
  });

  it('read an exhibit once, however many of the listed are suspects in its offence', async () => {
    const rows = await graph.read('links/list-exhibits-on', {
      personIds: ['s:A', 's:B'],
      visible: ['OFFICIAL'],
    });
    expect(rows.map(({ exhibitId, offenceId }) => [exhibitId, offenceId])).toEqual([
      ['s:x1', 's:o1'],
      ['s:x2', 's:o1'],
    ]);
  });

  it('refuse what is no programme, and more than a page', async () => {
    expect((await threadsOf({}, 'none')).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await threadsOf({}, 'all', 201)).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
  });
});

describe('what is hidden, and what a nominal is as a victim,', () => {
  it('changes neither dossier nor open threads', async () => {
    const told = async () => [(await dossierOf('s:A')).text, (await threadsOf()).text];
    const cleared = async () => (await dossierOf('s:A', { clearance: 'SECRET' })).text;
    const [before, seen] = [await told(), await cleared()];
    await importRows(
      graph,
      {
        persons: [{ id: 'S', full_name: 'Name S' }],
        offences: [{ id: 'o3', crime_number: 'o3', offence_code: '1', reported_on: '2023-06-03' }],
        involvements: [
          { person_id: 'A', offence_id: 'o3', role: 'SUSPECT' },
          { person_id: 'S', offence_id: 'o1', role: 'SUSPECT' },
        ],
        residences: [{ person_id: 'A', location_id: 'home', from: '2023-01-01' }],
        identifiers: [{ person_id: 'A', kind: 'PHONE', value: '07911 999999' }],
        intelligence: [{ id: 'r3', written_at: '2023-06-05', mentions: 'A' }],
        custody: [
          { id: 'c3', person_id: 'A', offence_ids: 'o1', arrested_at: '2023-06-25T10:00' },
          { id: 'c4', person_id: 'B', arrested_at: '2023-07-05T10:00' },
        ],
        orders: [{ id: 'n3', person_id: 'A', kind: 'BAIL', from: '2023-06-11', to: '2023-07-06' }],
        forensics: [
          { id: 'x3', offence_id: 'o1', exhibit: 'Glass', submitted_on: '2023-06-05' },
          { id: 'x4', offence_id: 'o3', exhibit: 'Glass', result: 'HIT', person_id: 'A' },
        ],
      },
      { asOf: '2023-07-02', marking: 'SECRET' },
    );
    expect(await told()).toEqual(before);
    const now = await cleared();
    for (const id of ['s:o3', 's:r3', 's:c3', 's:n3', 's:x3', 's:x4', '+447911999999']) {
      expect(seen).not.toContain(id);
      expect(now).toContain(id);
    }
    // The arrest that only the cleared see closes the gap for them alone.
    expect(JSON.parse(now).data.dossier.gaps).not.toContainEqual(
      expect.objectContaining({ kind: 'HIT_WITHOUT_ARREST', exhibit: { id: 's:x2' } }),
    );

    await importRows(
      graph,
      {
        persons: [{ id: 'a2', full_name: 'Name A', born_on: '1991-02-02', phone: '07911 888888' }],
        involvements: [{ person_id: 'a2', offence_id: 'o4', role: 'VICTIM' }],
        residences: [{ person_id: 'a2', location_id: 'home', from: '2010-01-01', to: '2011-01-01' }],
        intelligence: [{ id: 'r4', written_at: '2023-06-05', mentions: 'a2' }],
        orders: [
          { id: 'n4', person_id: 'B', kind: 'NON_MOLESTATION', from: '2023-06-11', protects_person_id: 'a2' },
        ],
        judgements: [{ person_id: 'A', other_person_id: 'a2', verdict: 'SAME' }],
      },
      { asOf: '2023-07-03' },
    );
    const { data } = await dossierOf('s:a2');
    expect(data.dossier.person).toBeNull();
    const both = await told();
    expect(both.join()).not.toMatch(/s:a2|888888|s:r4|s:n4/);
    // His home is that of a victim now, and is shown by its sector as everywhere.
    const sector = (text: string | undefined) =>
      text?.replace(/"places":\[.*?\],"identifiers"/, '"identifiers"');
    expect(both.map(sector)).toEqual(before.map(sector));
  });
});
