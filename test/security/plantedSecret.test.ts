import { buffer } from 'node:stream/consumers';
import type { GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { ROLES } from '../../src/access/index.ts';
import { assembleSchema } from '../../src/api/index.ts';
import type { Graph } from '../../src/graph/index.ts';
import { ensureProgrammes } from '../../src/league/index.ts';
import { leagueStore } from '../integration/league/bundleRows.ts';
import { type BundleLines, importLines, manifest } from '../support/bundles.ts';
import { rawCypher } from '../support/rawCypher.ts';
import { type Candidates, type Question, questionsOf } from '../support/schemaWalk.ts';
import { type TestService, testService } from '../support/testService.ts';

const PURPOSE = 'finding out whether somebody is hidden';
const REASON = 'a reason that is long enough to be kept';
/** Levels at which the tester holds a token of every role; the planted suspect is above both. */
const CLEARANCES = ['OFFICIAL', 'OFFICIAL-SENSITIVE'] as const;
/** Every token asks every so manieth question in a short run, each another part. */
const SHARE = process.env.LINCHPIN_SOAK === 'yes' ? 1 : 48;
/** ... and every so manieth change. */
const CHANGES = process.env.LINCHPIN_SOAK === 'yes' ? 1 : 6;
/** What tells of the requests before: asked one after the other, for the newest alone, since reads go together. */
const OF_REQUESTS = ['auditEntries', 'myAuditEntries', 'whoLookedAt', 'correctionNotices'];

/** What everybody may see: a source, its suspects, and what the planted one shares with them. */
const open: BundleLines = {
  'manifest.yaml': manifest('s', '2023-06-30'),
  'persons.csv': [
    'id,full_name,sex,phone,address,postcode',
    'P1,Adam Stone,M,07400123456,1 High St,E1 6AN',
    'P2,Beth Ryan,F,,,',
    'P3,Igor Vantonger,M,,,',
    'P4,Carl Voss,M,07400555555,,',
  ],
  'locations.csv': [
    'id,address,postcode,borough',
    'L1,2 Low Rd,E1 6AN,Camden',
    'L2,3 Side St,SW1A 1AA,Hackney',
  ],
  'offences.csv': [
    'id,crime_number,offence_code,reported_on,location_id',
    'O1,CR1,8N,2023-06-01,L1',
    'O2,CR2,1,2023-05-01,L2',
    'O3,CR3,ZZ,2023-04-01,',
  ],
  'involvements.csv': [
    'person_id,offence_id,role',
    'P1,O1,SUSPECT',
    'P4,O1,SUSPECT',
    'P2,O1,VICTIM',
    'P3,O2,SUSPECT',
    'P1,O3,SUSPECT',
  ],
};
/** The suspect whom nobody here may know of: the worst of all, on their offences and on his own, with their telephone. */
const planted: BundleLines = {
  'manifest.yaml': manifest('s', '2024-06-30', 'marking: SECRET'),
  'persons.csv': [
    'id,full_name,aliases,sex,phone,address,postcode',
    'P9,Igor Vantongeren,The Ghost,M,07400999999,77 Shadow Mews,E1 6AN',
  ],
  'locations.csv': ['id,address,postcode,borough', 'L9,77 Shadow Mews,E1 6AN,Camden'],
  'offences.csv': [
    'id,crime_number,offence_code,reported_on,location_id',
    'O9,CRSECRET,1,2024-06-01,L9',
    'O8,CRSECRET2,XSECRET,2023-06-01,L1',
  ],
  'involvements.csv': [
    'person_id,offence_id,role',
    ...[
      'P9,O1,SUSPECT',
      'P9,O2,SUSPECT',
      'P9,O9,SUSPECT',
      'P9,O8,SUSPECT',
      'P9,O3,VICTIM',
      'P1,O9,SUSPECT',
      'P2,O9,WITNESS',
    ],
  ],
  'residences.csv': ['person_id,location_id', 'P9,L1'],
  'identifiers.csv': [
    'person_id,kind,value,from',
    'P9,PHONE,07400123456,2020',
    'P1,PHONE,07400999999,2021',
    ',PHONE,07400888888,',
  ],
  'associations.csv': ['person_id,other_person_id,kind', 'P1,P9,ASSOCIATE'],
  'judgements.csv': ['person_id,other_person_id,verdict', 'P3,P9,SAME', 'P1,P4,SAME'],
  'orders.csv': ['id,person_id,kind,from,to,protects_person_id', 'N9,P9,MAPPA,2023-01-01,2033-01-01,P4'],
  'custody.csv': ['id,person_id,offence_ids', 'C9,P2,O1'],
};

const HIS = {
  persons: ['s:P9', 's:P1'],
  offences: ['s:O9', 's:O8', 's:O1'],
  texts: [
    'Igor Vantongeren',
    'The Ghost',
    '07400999999',
    '07400888888',
    '77 Shadow Mews',
    'CRSECRET',
    's:P9',
  ],
};

let graph: Graph;
let schema: GraphQLSchema;
let tests: TestService;
beforeAll(async () => {
  graph = await leagueStore();
  schema = await assembleSchema();
  tests = await testService(graph);
}, 120_000);

/** Every way to say who or what he is, in every argument. */
const candidates: Candidates = {
  ID: ['s:P9', 's:O9'],
  String: ['SECRET', REASON],
  Int: [1],
  Date: ['2024-06-01'],
  programme: ['all', 'vawg', 'none'],
  text: HIS.texts,
  kinds: [['IDENTIFIER']],
  first: [1],
  after: [
    Buffer.from('["2024-06-01","s:O9"]').toString('base64url'),
    Buffer.from('[1,"PERSON","s:P9"]').toString('base64url'),
  ],
  expected: [],
  runId: ['s:P9'],
  'Query.person.id': HIS.persons,
  'Query.offence.id': HIS.offences,
  'Query.location.id': ['s:L9', 's:L1', 's:persons/P9/address'],
  personId: HIS.persons,
  'Query.neighbourhood.id': ['s:P9', 's:P1', 's:O9', 'PHONE:+447400999999'],
  NeighbourhoodOptions: [{ depth: 2, victims: 'PSEUDONYMS' }],
  NetworkScope: [
    {},
    { projection: 'CONTACT', validatedOnly: true },
    { personIds: ['s:P9', 's:P1'], reach: 2 },
    { area: 'Camden', projection: 'CONTACT' },
  ],
  EarlierCommunity: [[{ id: 'his', memberIds: ['s:P9', 's:P1', 's:P4'] }]],
  'Query.seriesCandidates.offenceId': HIS.offences,
  offenceIds: [
    ['s:O1', 's:O9'],
    ['s:O1', 's:O2'],
  ],
  apart: [['s:O1'], ['s:O9']],
  least: [0.05],
  'Query.nearRepeats.locationId': ['s:L9', 's:L1', 's:L2'],
  change: [
    { chargedOrConvictedOnly: true },
    { withoutOffence: 's:O9' },
    { withoutOffence: 's:O1' },
    { withoutAllegation: 's:O8' },
  ],
  editions: [['cchi-public', 'ons-css-2020']],
  edition: ['cchi-public'],
  offenceCode: ['8N', 'XSECRET'],
  asOf: ['2024-06-01'],
  size: [1],
  windowDays: [700],
  limit: [1],
  offset: [1],
  reason: [REASON],
  marking: ['OFFICIAL', 'OFFICIAL-SENSITIVE', 'SECRET'],
  reviewOn: ['2999-01-01'],
  expectedVersion: [1],
  'Mutation.setMarking.id': ['s:P9', 's:O9', 's:L9', 's:P9|s:O1|SUSPECT_IN', 's:P1|s:O9|SUSPECT_IN'],
  'Mutation.retireProgramme.id': ['covert'],
  'Mutation.updateProgramme.id': ['all'],
  'Mutation.freezeLeagueRun.id': ['s:P9'],
  'where.id': ['s:O9', 'O'],
  'where.marking': ['SECRET'],
  'where.reportedOn': ['2024-06-01'],
  'where.code': ['XSECRET'],
  'where.title': ['x'],
  'where.group': ['x'],
  'where.subgroup': ['x'],
  ProgrammeInput: [
    { id: 'his', name: 'His', description: 'Where he would lead', types: ['XSECRET'] },
    {
      id: 'his',
      name: 'His',
      description: 'Where he would lead',
      types: ['1'],
      minOffences: 2,
      windowDays: 3_000,
    },
    { id: 'his', name: 'His', description: 'Where he would lead', marking: 'SECRET' },
  ],
  'nested.EntryFilter': ['{ under18: false }'],
};

async function post(token: string, { source, variables }: Omit<Question, 'field'>): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${tests.service.port}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-linchpin-purpose': PURPOSE,
    },
    body: JSON.stringify({ query: source, variables }),
  });
  return `${response.status} ${plain(await response.text())}`;
}

/** Zips and sends files as an importer would. */
async function upload(token: string, files: BundleLines): Promise<string> {
  const zip = new ZipFile();
  for (const [name, lines] of Object.entries(files))
    zip.addBuffer(Buffer.from(`${lines.join('\n')}\n`), name);
  zip.end();
  const response = await fetch(`http://127.0.0.1:${tests.service.port}/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'x-linchpin-purpose': PURPOSE },
    body: new Uint8Array(await buffer(zip.outputStream)),
  });
  return `${response.status} ${plain(await response.text())}`;
}

/** The answer without what is of this request alone: made-up ids, moments, seconds, and cursors that hold them. */
const plain = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+(Z|\+00:00)/g, '<moment>')
    .replaceAll(/-[0-9a-f]{8}-[0-9a-f]{4}(?=[".])/g, '-<run>')
    .replaceAll(/"[\w-]{43}"/g, '"<hash>"')
    .replaceAll(/"seconds":[\d.]+/g, '"seconds":0')
    .replaceAll(/"(\w*[cC]ursor)":"[^"]*"/g, '"$1":"<cursor>"')
    .replaceAll(/"reports":\[[^\]]*\]/g, '"reports":[]');

const queries = () =>
  questionsOf(schema, candidates, { depth: 2 }).filter(
    ({ field }, at) => !OF_REQUESTS.includes(field) && (!field.startsWith('catalogue') || at % 5 === 0),
  );
const ofRequests = () =>
  questionsOf(schema, candidates, { depth: 2 }).filter(
    ({ field, variables }) => OF_REQUESTS.includes(field) && variables.first === 1,
  );
const mutations = () => questionsOf(schema, candidates, { root: 'Mutation', depth: 1 });

/** What importers try: rows of a source of theirs that share all with him, and rows of his source that point to him. */
const uploads: readonly BundleLines[] = [
  {
    'manifest.yaml': manifest('mine', '2023-06-30'),
    'persons.csv': ['id,full_name,phone', 'P9,Igor Vantongeren,07400999999'],
    'offences.csv': ['id,crime_number,offence_code,reported_on', 'O9,CRSECRET,XSECRET,2023-06-01'],
    'involvements.csv': ['person_id,offence_id,role', 'P9,O9,SUSPECT'],
    'identifiers.csv': ['person_id,kind,value', ',PHONE,07400888888', 'P9,PHONE,07400999999'],
    'locations.csv': ['id,address,postcode', 'L9,77 Shadow Mews,E1 6AN'],
  },
  {
    'manifest.yaml': manifest('s', '2023-07-31'),
    'persons.csv': ['id,full_name', 'P5,Eve Oak'],
    'involvements.csv': ['person_id,offence_id,role', 'P9,O1,SUSPECT', 'P5,O9,SUSPECT', 'P5,O1,WITNESS'],
    'residences.csv': ['person_id,location_id', 'P5,L9'],
    'associations.csv': ['person_id,other_person_id', 'P5,P9'],
    'custody.csv': ['id,person_id,offence_ids', 'C8,P9,O1', 'C7,P5,O9'],
    'intelligence.csv': ['id,text,mentions', 'I1,Who is it,P9;O9;P5;N9'],
    'judgements.csv': ['person_id,other_person_id,verdict', 'P3,P9,SAME'],
  },
];

/** The world from the start, everything tried, and every answer by what was tried. */
async function attack(world: readonly BundleLines[]): Promise<ReadonlyMap<string, string>> {
  await rawCypher(graph, 'remove-facts');
  await rawCypher(graph, 'MATCH (n:Programme|ProgrammeVersion) DETACH DELETE n');
  await ensureProgrammes(graph);
  for (const bundle of world) await importLines(graph, bundle);
  const answers = new Map<string, string>();
  const say = (who: string, what: string, answer: string) =>
    answers.set(`${answers.size} ${who}: ${what}`, answer);
  const holders: (readonly [string, string])[] = [];
  for (const clearance of CLEARANCES)
    for (const role of ROLES)
      holders.push([`${role} at ${clearance}`, await tests.tokenOf([role], clearance)]);
  for (const [nth, [who, token]] of holders.entries()) {
    // What only reads may go together; what writes goes one after the other, in the same order in both worlds.
    const read = queries().filter(
      ({ field }, at) => (nth === 0 && field === 'search') || (at + nth) % SHARE === 0,
    );
    const texts = await Promise.all(read.map((question) => post(token, question)));
    for (const [at, { field, variables }] of read.entries())
      say(who, `${field} ${JSON.stringify(variables)}`, texts[at] ?? '');
    for (const question of mutations().filter((_question, at) => (at + nth) % CHANGES === 0))
      say(who, `${question.field} ${JSON.stringify(question.variables)}`, await post(token, question));
    for (const question of ofRequests())
      say(who, `${question.field} ${JSON.stringify(question.variables)}`, await post(token, question));
    for (const bundle of uploads)
      say(who, `POST /import ${bundle['manifest.yaml']}`, await upload(token, bundle));
    const runs = await post(token, {
      source: 'query { leagueRuns(programme: "all") { edges { node { id } } } }',
      variables: {},
    });
    say(who, 'leagueRuns', runs);
  }
  return answers;
}

describe('a tester with the token of every role, the schema, and all that there is to know of him', () => {
  it('is answered the same whether the planted suspect exists or not', async () => {
    const without = await attack([open]);
    const withHim = await attack([open, planted]);
    expect([...withHim.keys()]).toEqual([...without.keys()]);
    const different = [...without].filter(([what, answer]) => withHim.get(what) !== answer);
    expect(different.map(([what, answer]) => [what, answer, withHim.get(what)])).toEqual([]);
    expect(without.size).toBeGreaterThan(100);
    // The attack is one that finds what is there to be found.
    const found = [...without].filter(
      ([what, answer]) => what.includes('analyst') && answer.includes('Igor Vantonger"'),
    );
    expect(found.length).toBeGreaterThan(0);
  }, 600_000);

  it('is above all of them: somebody who is cleared for him finds him', async () => {
    const token = await tests.tokenOf(['analyst'], 'SECRET');
    expect(await post(token, { source: 'query { person(id: "s:P9") { names } }', variables: {} })).toContain(
      'Vantongeren',
    );
  });

  it('can tell, as an importer of his very source, that a row of theirs is not shown: the one thing that remains', async () => {
    const token = await tests.tokenOf(['importer', 'analyst']);
    const row: BundleLines = {
      'manifest.yaml': manifest('s', '2023-08-31'),
      'persons.csv': ['id,full_name', 'P9,Another Name'],
    };
    expect(await upload(token, row)).toMatch(/^200 .*"accepted":1,"duplicate":0,"rejected":0/);
    expect(await post(token, { source: 'query { person(id: "s:P9") { names } }', variables: {} })).toBe(
      '200 {"data":{"person":null}}\n',
    );
    const [stands] = await rawCypher(
      graph,
      `MATCH (s:SourceRecord {id: 's:P9'}) RETURN s.marking AS marking, s.fullName AS name`,
    );
    expect(stands).toEqual({ marking: 'SECRET', name: 'Igor Vantongeren' });
  });
});
