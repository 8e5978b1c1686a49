import { beforeAll, describe, expect, it } from 'vitest';
import { openPseudonyms } from '../../../src/access/index.ts';
import { assembleSchema } from '../../../src/api/assembleSchema.ts';
import { warmUp } from '../../../src/cli/warmUp.ts';
import { readConfig, systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { exportRun, visibleProgrammes } from '../../../src/league/index.ts';
import { announceChanges } from '../../../src/league/live/announceChanges.ts';
import { findPersons } from '../../../src/records/index.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type Ask, askerOf, dataOf } from './askRecords.ts';
import { firstBundle, secondBundle, type World } from './twinWorlds.ts';

const KEY = 'the key of these tests';
const PERSON_IDS = ['X', 'x2', 'Z', 'M', 'S', 'T', 'V', 'y', 'y2', 'none'].map((key) => `w:${key}`);
const OFFENCE_IDS = ['A', 'A2', 'B', 'B2', 'C', 'D', 'E', 'none'].map((key) => `w:${key}`);
const LOCATION_IDS = [
  'lane',
  'homeX2',
  ...['X', 'x2', 'Z', 'M', 'S'].map((key) => `persons/${key}/address`),
].map((key) => `w:${key}`);
const TEXTS = [
  ...[
    'Xavier Both',
    'Xavier Boothe',
    'Booth',
    'Zav',
    'Zed Both',
    'Mo Quiet',
    'Vera Moss',
    'Will Witt',
    'Both',
  ],
  ...['07700 900111', '07700 900222', '07700 900333', '07700 900444', '07700 900666', '+447700900222'],
  ...['x@example.org', 'boothe@example.org', 'AB12 CDE', 'XY12CDE', 'CRB', 'CRB2', 'w:B'],
  ...['1 Elm Road', '2 Oak Road', '3 Ash Road', '4 Fir Road', 'E8 1AB', 'E8 1AA', 'Hackney', '6 Bay Lane'],
  ...[...PERSON_IDS, ...LOCATION_IDS],
];

const PLACE = 'id label address postcode borough latitude longitude placeKind coarsened';
const OFFENCE = `id label crimeNumber title reportedOn endedOn summary outcome modusOperandi witnesses
  location { ${PLACE} } suspects { person { id names } status relationship age }
  victims { pseudonym sex ageBand revealed { names } }`;
const PERSON = `id label names sex bornOn status warnings records { id source asOf version names sex bornOn status }
  asSuspect { edges { cursor node { ${OFFENCE} } } pageInfo { hasNextPage endCursor } } adoptions { id }`;
const CITED = 'source recordId from to stated offence { id }';
const DOSSIER = `person { id } reason offences { offence { id } status counted days evidence { ${CITED} } }
  associates { found people { strength person { id } } } places { place { ${PLACE} } evidence { ${CITED} } }
  identifiers { identifier { id label } evidence { ${CITED} } } intelligence { report { id } evidence { ${CITED} } }
  custody { episode { id } offences { id } evidence { ${CITED} } } orders { order { id } inForce evidence { ${CITED} } }
  forensics { exhibit { id } offence { id } matched evidence { ${CITED} } }
  gaps { kind state detail since offence { id } exhibit { id } victims restsOn { ${CITED} } }`;
const ENTRY = `rank harmDays offences victims offencesOfUnknownHarm provisionalDays person { ${PERSON} }
  state { status under18 managedElsewhere ordersInForce { kind } } uncertainty { rankLow rankHigh probabilityListed }
  contributions { days basis status offence { ${OFFENCE} } }
  movement { state rankBefore rankAfter changeDays causes { cause days offences { id } } }`;
const TOTALS = `suspects offences victims harmDays harmDaysAttributed allSuspects allOffences allVictims allHarmDays
  suspectsBelowMinimum offencesOfUnknownHarm offencesOfUnknownRelationship offencesOfUnknownVictimAge
  offencesOfUnknownVictimSex offencesWithoutDate offencesWithoutSuspect`;
const CELLS = ['offences', 'suspect', 'type', 'weight', 'place', 'victim'].map(
  (name) => `${name} { count suppressed }`,
);
const LEAGUE = `query ($programme: ID!) { league(programme: $programme) {
  asOf totals { ${TOTALS} } entries { ${ENTRY} } left { edges { node { rankBefore } } }
  cut { rank marginDays bandSize } entriesPage(first: 1) { edges { cursor node { rank } } pageInfo { hasNextPage } }
  coverage { overall { ${CELLS} } byBorough { name ${CELLS} } } concentration { suspects gini giniFrom worst { people harm } } } }`;
const COMPARED = `{ compareEditions(programme: "all", editions: ["cchi-public", "ons-css-2020"]) {
  people { edges { cursor node { person { id } rankSpread } } } } }`;
const COUNTS = '{ statistics { nodes { kind count } relationships { kind count } } }';
const CATALOGUE =
  '{ catalogueOffences(sort: [{ id: ASC }]) { id crimeNumber reportedOn type { code title } } }';
const WHAT_IF = `query ($personId: ID!) { whatIf(programme: "all", personId: $personId, change: { chargedOrConvictedOnly: true }) {
  person { id names } before { rank harmDays offences victims } after { rank harmDays offences victims }
  entering { person { id } } leaving { person { id } } } }`;
const PROPOSE = `mutation ($personId: ID!) { proposeAdoption(programme: "all", personId: $personId, reason: "much harm, it seems", reviewOn: "2020-01-01") { id } }`;
const DRY_RUN = `query ($input: ProgrammeInput!) { programmeDryRun(input: $input) { listed totals { ${TOTALS} } top { rank victims person { id } } } }`;
const HITS = 'capped edges { cursor node { score matched node { id kind label } } }';
const TRIED = { id: 'tried', name: 'Tried', marking: 'OFFICIAL' };
const RUN = 'mutation { runLeague(programme: "all") { id } }';
const FREEZE = 'mutation ($id: ID!) { freezeLeagueRun(id: $id, reason: "to compare with later") { id } }';
const COMPARE = `query ($before: ID!, $after: ID!) { compareRuns(before: $before, after: $after) {
  turnover { stayed entered left } movements { edges { cursor node { state rankBefore rankAfter person { id } causes { cause days } } } } } }`;

/** Everything that an analyst is told of a world, by question. */
type Told = Readonly<Record<string, string>>;

/** Many questions of one kind as one request: a field for each value of its argument. */
const eachOf = (values: readonly string[], field: (value: string) => string) =>
  `{ ${values.map((value, at) => `q${at}: ${field(JSON.stringify(value))}`).join(' ')} }`;

/** The answers of a world as an analyst sees them, with one name for the victim of B2. */
async function tell(ask: Ask, graph: Graph): Promise<Told> {
  const pseudonyms = await openPseudonyms(readConfig({ LINCHPIN_PSEUDONYM_KEY: KEY }, '.'));
  const named = (text: string) =>
    [pseudonyms.victim('w:Z'), pseudonyms.victim('w:M')].reduce(
      (left, pseudonym) => left.replaceAll(pseudonym, 'V-victim-of-B2'),
      text,
    );
  // Victims stand in the order of the key's digests, which says nothing to who does not hold it.
  const written = (value: unknown) =>
    named(
      JSON.stringify(value, (key, part: unknown) =>
        key === 'victims' && Array.isArray(part)
          ? part.map((victim) => named(JSON.stringify(victim))).sort()
          : part,
      ),
    );
  const told: Record<string, string> = {};
  const put = async (question: string, source: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await ask(source, variables);
    told[question] = written({ data, errors });
  };
  /** Asks them as one, and keeps the answer to each, with its errors. */
  const putEach = async (question: string, values: readonly string[], field: (value: string) => string) => {
    const { data, errors } = await ask(eachOf(values, field));
    for (const [at, value] of values.entries())
      told[`${question} ${value}`] = written({
        data: data?.[`q${at}`],
        errors: errors
          .filter(({ path }) => path === undefined || path[0] === `q${at}`)
          .map(({ message }) => message),
      });
  };
  await putEach('person', PERSON_IDS, (id) => `person(id: ${id}) { ${PERSON} }`);
  await putEach('dossier', PERSON_IDS, (id) => `dossier(personId: ${id}) { ${DOSSIER} }`);
  await putEach(
    'likely',
    PERSON_IDS,
    (id) => `likelyAssociates(personId: ${id}) { reason found people { score person { id }
      through { adds node { id } evidenceOfA { ${CITED} } evidenceOfB { ${CITED} } } } measured { auc reason } }`,
  );
  await putEach('offence', OFFENCE_IDS, (id) => `offence(id: ${id}) { ${OFFENCE} }`);
  await putEach('location', LOCATION_IDS, (id) => `location(id: ${id}) { ${PLACE} }`);
  // As a service that has started: else each search of the batch has the same query planned anew, side by side.
  await warmUp(graph);
  await putEach('search', TEXTS, (text) => `search(text: ${text}) { ${HITS} }`);
  for (const id of PERSON_IDS.slice(0, 4)) {
    await put(`what if ${id}`, WHAT_IF, { personId: id });
    await put(`propose ${id}`, PROPOSE, { personId: id });
  }
  await put('league', LEAGUE, { programme: 'all' });
  for (const [name, source] of Object.entries({ COMPARED, COUNTS, CATALOGUE })) await put(name, source);
  await put('dry run', DRY_RUN, { input: { ...TRIED, victimSexes: ['M'] } });
  const visible = ['OFFICIAL'];
  const namesOf = async (ids: readonly string[]) =>
    new Map((await findPersons(graph, { ids, visible })).map(({ id, names }) => [id, names]));
  const { runLeague } = await dataOf(ask(RUN));
  const clock = { now: () => new Date(0) };
  const asked = { id: runLeague.id, format: 'csv' };
  const file = await exportRun(graph, asked, { visible, subject: 'a' }, namesOf, clock);
  told.export = file.body.toString().replaceAll(runLeague.id, 'the run');
  return told;
}

interface History {
  readonly before: Told;
  readonly after: Told;
  readonly moves: readonly (number | undefined)[];
  /** Whom the records of the suspect and of the victim describe. */
  readonly people: readonly unknown[];
}

async function live(world: World, schema: Awaited<ReturnType<typeof assembleSchema>>): Promise<History> {
  const graph = await firstBundle(world);
  const ask = askerOf(graph, schema);
  const caller = { visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
  const programmes = await visibleProgrammes(graph, caller);
  const announced = async () => {
    const moved = [];
    for (const programme of programmes) moved.push(await announceChanges(graph, programme, systemClock));
    return moved;
  };
  await announced();
  const before = await tell(ask, graph);
  const [first] = [(await dataOf(ask(RUN))).runLeague];
  await dataOf(ask(FREEZE, { id: first.id }, { roles: ['supervisor'] }));
  await secondBundle(graph, world);
  const moves = await announced();
  const after = await tell(ask, graph);
  const second = (await dataOf(ask(RUN))).runLeague;
  const { data, errors } = await ask(COMPARE, { before: first.id, after: second.id });
  const people = await rawCypher(
    graph,
    "MATCH (s:SourceRecord)-[:DESCRIBES]->(p) WHERE s.id IN ['w:X', 'w:x2'] RETURN p.id AS id ORDER BY s.id",
  );
  return {
    before,
    after: { ...after, compared: JSON.stringify({ data, errors }) },
    moves,
    people: people.map(({ id }) => id),
  };
}

let both: History;
let apart: History;
beforeAll(async () => {
  const schema = await assembleSchema();
  both = await live('both', schema);
  apart = await live('apart', schema);
}, 240_000);

describe('who is suspect here and victim there', () => {
  it('cannot be told from two people, whatever an analyst asks', () => {
    expect(both.before).toEqual(apart.before);
  });

  it('cannot be told once it is found out, by no answer and by no event', () => {
    expect(both.after).toEqual(apart.after);
    expect(both.moves).toEqual(apart.moves);
  });

  it('is told by nothing that changes when it is found out', () => {
    const changed = (history: History) =>
      Object.keys(history.before).filter((question) => history.before[question] !== history.after[question]);
    expect(changed(both)).toEqual(changed(apart));
  });

  it('was asked for with questions that have answers', () => {
    expect(both.before['person w:X']).toContain('Xavier Both');
    expect(both.before['dossier w:X']).toMatch(/"person":\{"id":"w:X"\}.*"recordId":"w:X"/);
    expect(both.before['offence w:B2']).toContain('V-victim-of-B2');
    expect(both.before['search 07700 900111']).toContain('w:X');
    expect(both.before.league).toContain('"rank":1');
    expect(both.after.compared).toContain('turnover');
    const refused = Object.entries(both.before).filter(([, text]) =>
      /Cannot query|Unknown arg|is not defined|INTERNAL|was not provided/.test(text),
    );
    expect(refused).toEqual([]);
  });

  it('is known to the store, so that the worlds do differ', () => {
    expect(both.people).toEqual(['w:X', 'w:X']);
    expect(apart.people).toEqual(['w:X', 'w:x2']);
  });
});
