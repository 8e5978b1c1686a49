import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { runChecks } from '../../../src/graph/runChecks.ts';
import { freezeRun, makeRun } from '../../../src/league/index.ts';
import { storeCurrentTable } from '../../../src/league/table/currentTables.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { importRows, leagueStore } from '../league/bundleRows.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await leagueStore();
});
/** A store as the import leaves it: two records of one person among others, identifiers of every kind. */
beforeEach(async () => {
  await rawCypher(graph, 'remove-facts');
  await importRows(graph, {
    persons: [
      { id: '1', sex: 'M' },
      { id: '2', sex: 'M' },
      { id: '3', sex: 'F' },
      { id: '4', marking: 'SECRET' },
    ],
    offences: [{ id: 'o', offence_code: '8N', reported_on: '2023-06-01' }],
    involvements: [
      { person_id: '2', offence_id: 'o', role: 'SUSPECT' },
      { person_id: '3', offence_id: 'o', role: 'VICTIM' },
      { person_id: '4', offence_id: 'o', role: 'WITNESS' },
    ],
    judgements: [{ person_id: '1', other_person_id: '2', verdict: 'SAME' }],
    associations: [{ person_id: '2', other_person_id: '3', kind: 'PARTNER' }],
    identifiers: [
      { person_id: '2', kind: 'PHONE', value: '07911 123456' },
      { person_id: '2', kind: 'PHONE', value: 'unknown' },
      { person_id: '2', kind: 'VEHICLE', value: 'ab12 cde' },
      { person_id: '2', kind: 'EMAIL', value: 'A.Person@Example.com' },
      { person_id: '2', kind: 'ACCOUNT', value: '12-34-56 12345678' },
      { person_id: '2', kind: 'DEVICE', value: '35 123456 789012 3' },
      { offence_id: 'o', kind: 'DOCUMENT', value: 'ab 123-456' },
      { kind: 'BIOMETRIC', value: 'F00-a' },
    ],
  });
  const caller = { subject: 'tester', visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
  const { id } = await makeRun(graph, { programme: 'vawg' }, caller, systemClock);
  await freezeRun(graph, { id, reason: 'to be checked' }, caller, systemClock);
  await storeCurrentTable(graph, 'vawg', systemClock);
});

/** Runs have an id of chance. */
const RUN_ID = expect.stringMatching(/^vawg-2023-06-01-/);
/** Of the offence that the one suspect is ranked by, in millionths of a day. */
const HARM = expect.any(Number);

/** For each invariant: what breaks it, and what the check then says. */
const VIOLATIONS: readonly (readonly [check: string, plant: string, reported: object])[] = [
  [
    'break-glass-takes-two',
    "CREATE (:BreakGlass {id: 'b', subject: 'a.b', status: 'APPROVED', decidedBy: 'A.B', minutes: 30, openedAt: datetime('2023-06-01T00:00:00Z'), decidedAt: datetime('2023-06-01T00:01:00Z'), endsAt: datetime('2023-06-01T00:31:00Z')})",
    { id: 'b', subject: 'a.b', decidedBy: 'A.B' },
  ],
  [
    'roles-cite-their-record',
    "MATCH (:Person {id: 's:3'})-[r:VICTIM_OF]->() SET r.recordId = 's:1'",
    { person: 's:3', link: 'VICTIM_OF', recordId: 's:1' },
  ],
  [
    'roles-cite-their-record',
    "MATCH (:Person {id: 's:3'})-[r:VICTIM_OF]->() REMOVE r.recordId",
    { person: 's:3', link: 'VICTIM_OF', recordId: null },
  ],
  [
    'roles-cite-their-record',
    "MATCH ()-[r:TIED_TO]->() SET r.otherRecordId = 's:gone'",
    { person: 's:3', link: 'TIED_TO', recordId: 's:gone' },
  ],
  [
    'roles-cite-their-record',
    "MATCH (p:Person {id: 's:1'}) CREATE (:CustodyEpisode {id: 's:c', marking: 'OFFICIAL'})-[:HELD {recordId: 's:3', marking: 'OFFICIAL'}]->(p)",
    { person: 's:1', link: 'HELD', recordId: 's:3' },
  ],
  [
    'records-describe-one-person',
    "MATCH (s:SourceRecord {id: 's:2'}), (p:Person {id: 's:3'}) CREATE (s)-[:DESCRIBES {marking: 'OFFICIAL'}]->(p)",
    { recordId: 's:2', persons: 2 },
  ],
  [
    'records-describe-one-person',
    "CREATE (:SourceRecord {id: 's:lost', marking: 'OFFICIAL'})",
    { recordId: 's:lost', persons: 0 },
  ],
  [
    'persons-go-by-their-least-record',
    "MATCH (p:Person {id: 's:1'}) SET p.id = 's:2'",
    { person: 's:2', least: 's:1' },
  ],
  [
    'persons-go-by-their-least-record',
    "CREATE (:Person {id: 's:nobody', marking: 'OFFICIAL'})",
    { person: 's:nobody', least: null },
  ],
  [
    'offences-have-one-type',
    "MATCH (o:Offence {id: 's:o'}), (t:OffenceType {code: '008/06'}) CREATE (o)-[:CLASSED_AS {marking: 'OFFICIAL'}]->(t)",
    { offence: 's:o', types: ['008/06', '8N'] },
  ],
  [
    'nodes-are-marked',
    "MATCH (o:Offence {id: 's:o'}) REMOVE o.marking",
    { labels: ['Offence'], id: 's:o', marking: null },
  ],
  [
    'nodes-are-marked',
    "MATCH (o:Offence {id: 's:o'}) SET o.marking = 'Official'",
    { labels: ['Offence'], id: 's:o', marking: 'Official' },
  ],
  [
    'nodes-are-marked',
    'MATCH (p:LeagueTablePage) REMOVE p.marking',
    { labels: ['LeagueTablePage'], id: null, marking: null },
  ],
  [
    'links-are-marked',
    'MATCH ()-[r:SUSPECT_IN]->() REMOVE r.marking',
    { link: 'SUSPECT_IN', from: 's:1', to: 's:o', marking: null },
  ],
  [
    'links-are-marked',
    "MATCH ()-[r:CLASSED_AS]->() SET r.marking = 'SECRET/NEVER SEEN'",
    { link: 'CLASSED_AS', from: 's:o', to: null, marking: 'SECRET/NEVER SEEN' },
  ],
  [
    'nodes-are-marked',
    'MATCH (p:LeagueRunPage) REMOVE p.marking',
    { labels: ['LeagueRunPage'], id: RUN_ID, marking: null },
  ],
  [
    'links-are-marked',
    'MATCH (:LeagueEntry)-[r:RANKS]->() REMOVE r.marking',
    { link: 'RANKS', from: RUN_ID, to: 's:1', marking: null },
  ],
  ...[
    ['r.suspects = 2', 'suspects', 2, 1],
    ['r.offences = 2', 'offences', 2, 1],
    ['r.harmMicros = 1', 'harmMicros', 1, HARM],
    ['r.harmMicrosAttributed = 1', 'harmMicrosAttributed', 1, HARM],
    ['r.allSuspects = 0', 'allSuspects', 0, 1],
    ['r.allHarmMicrosAttributed = null', 'allHarmMicrosAttributed', null, HARM],
    ['e.offences = 2', 'offences of entry 1', 2, 1],
    ['e.harmMicros = 7', 'entry 1', 7, HARM],
  ].map(
    ([plant, total, stated, recomputed]) =>
      [
        'frozen-runs-add-up',
        `MATCH (r:LeagueRun)-[:HAS_ENTRY]->(e) SET ${plant}`,
        { run: RUN_ID, total, stated, recomputed },
      ] as const,
  ),
  [
    'frozen-runs-add-up',
    'MATCH (e:LeagueEntry) DETACH DELETE e',
    { run: RUN_ID, total: 'suspects', stated: 1, recomputed: 0 },
  ],
  ...[
    ["c.reportedOn = date('2024-01-01')", 'window'],
    ["c.reportedOn = date('2022-06-01')", 'window'],
    ['c.reportedOn = null', 'window'],
    ["c.offenceMarking = 'SECRET'", 'marking'],
    ['c.offenceMarking = null', 'marking'],
    ["c.typeCode = '30C'", 'programme'],
    ['c.typeCode = null', 'programme'],
    ["c.status = 'ACQUITTED'", 'programme'],
  ].map(
    ([plant, outside]) =>
      [
        'runs-keep-to-their-scope',
        `MATCH (:LeagueEntry)-[c:COUNTS]->() SET ${plant}`,
        { run: RUN_ID, person: 's:1', offence: 's:o', outside },
      ] as const,
  ),
  [
    'runs-keep-to-their-scope',
    "MATCH (:LeagueEntry)-[c:COUNTS]->(o), (e:LeagueEntry) CREATE (e)-[n:COUNTS]->(:Offence {id: 's:foreign', marking: 'OFFICIAL'}) SET n = properties(c)",
    { run: RUN_ID, person: 's:1', offence: 's:foreign', outside: 'entry' },
  ],
  ...(
    [
      ['PHONE:+447911123456', 'PHONE', '07911 123456'],
      ['VEHICLE:AB12CDE', 'VEHICLE', 'ab12 cde'],
      ['EMAIL:a.person@example.com', 'EMAIL', 'A.Person@example.com'],
      ['DOCUMENT:AB123456', 'DOCUMENT', 'AB 123456'],
    ] as const
  ).map(
    ([id, kind, value]) =>
      [
        'identifiers-are-normalised',
        `MATCH (i:Identifier {id: '${id}'}) SET i.value = '${value}', i.id = '${kind}:${value}'`,
        { id: `${kind}:${value}`, kind, value },
      ] as const,
  ),
  [
    'identifiers-are-normalised',
    "MATCH (i:Identifier {id: 'PHONE:unknown'}) REMOVE i:Phone",
    { id: 'PHONE:unknown', kind: 'PHONE', value: 'unknown' },
  ],
];
/** Weights are reference data, kept from test to test, so what is planted there is taken back. */
const WEIGHTS: readonly (readonly [plant: string, undo: string])[] = [
  ['w.micros = -1', 'w.micros = toInteger(round(w.days * 1000000))'],
  ["w.source = ' '", "w.source = 'restored'"],
  ['w.highMicros = w.micros - 1', 'w.highMicros = w.micros'],
];
const WEIGHT = "MATCH (:OffenceType {code: '1'})-[w:WEIGHS]->(:HarmEdition {id: 'cchi-public'}) SET ";

const broken = async () => (await runChecks(graph)).filter(({ violations }) => violations.length > 0);

describe('the checks of the graph', () => {
  it('find nothing in a store that the import has filled', async () => {
    const results = await runChecks(graph);
    expect(results.map(({ violations }) => violations)).toEqual(results.map(() => []));
    const planted = new Set([...VIOLATIONS.map(([check]) => check), 'weights-are-sound']);
    expect(new Set(results.map(({ check }) => check)), 'a check without a planted violation').toEqual(
      planted,
    );
    for (const { purpose } of results) expect(purpose).not.toBe('');
  });

  it.each(VIOLATIONS)('%s: reports what was planted with %s', async (check, plant, reported) => {
    await rawCypher(graph, plant);
    const found = (await broken()).find((result) => result.check === check);
    expect(found?.violations).toContainEqual(reported);
  });

  it.each(WEIGHTS)('weights-are-sound: reports a weight with %s', async (plant, undo) => {
    await rawCypher(graph, WEIGHT + plant);
    const found = await broken();
    await rawCypher(graph, WEIGHT + undo);
    expect(found).toMatchObject([
      { check: 'weights-are-sound', violations: [{ edition: 'cchi-public', code: '1', titleKey: '' }] },
    ]);
    expect(await broken()).toEqual([]);
  });

  it('list a hundred violations at most', async () => {
    await rawCypher(
      graph,
      "UNWIND range(1, 150) AS n CREATE (:SourceRecord {id: 'x:' + n, marking: 'OFFICIAL'})",
    );
    const found = (await broken()).find(({ check }) => check === 'records-describe-one-person');
    expect(found?.violations).toHaveLength(100);
  });
});
