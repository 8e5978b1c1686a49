import { type GraphQLSchema, graphql, parse, subscribe } from 'graphql';
import pino from 'pino';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Caller,
  dominates,
  openPseudonyms,
  parseMarking,
  ROLES,
  visibleMarkings,
} from '../../../src/access/index.ts';
import { assembleSchema } from '../../../src/api/assembleSchema.ts';
import { formatError } from '../../../src/api/formatError.ts';
import { contextFor, type Services } from '../../../src/api/requestContext.ts';
import { readConfig } from '../../../src/config/index.ts';
import { type Graph, openGraph } from '../../../src/graph/index.ts';
import { decide } from '../../../src/league/adoption/decide.ts';
import {
  createProgramme,
  ensureProgrammes,
  freezeRun,
  makeRun,
  visibleProgrammes,
} from '../../../src/league/index.ts';
import { announceChanges } from '../../../src/league/live/announceChanges.ts';
import { computeLeague } from '../../../src/league/table/computeLeague.ts';
import { importLines } from '../../support/bundles.ts';
import { testServer } from '../../support/neo4j.ts';
import { openRules } from '../../support/openRules.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type Candidates, type Question, questionsOf, selectionOf } from '../../support/schemaWalk.ts';
import { testAudit } from '../../support/testAudit.ts';
import { leagueStore } from '../league/bundleRows.ts';
import { hiddenWorlds, openWorld } from './twoWorlds.ts';

/** Callers, each with markings that are not covered by what they are cleared for. */
const CASES = [
  { clearance: 'OFFICIAL', hidden: ['SECRET', 'OFFICIAL/B', 'TOP SECRET/A'] },
  { clearance: 'SECRET/B', hidden: ['OFFICIAL/A', 'TOP SECRET', 'SECRET/A;B'] },
  { clearance: 'OFFICIAL-SENSITIVE/A', hidden: ['OFFICIAL/B', 'SECRET', 'OFFICIAL-SENSITIVE/A;B'] },
] as const;
const MARKINGS = ['OFFICIAL-SENSITIVE/A', 'SECRET', 'OFFICIAL/B', 'OFFICIAL/A', 'SECRET/B'];
const SOAK = process.env.LINCHPIN_SOAK === 'yes';
const clock = { now: () => new Date('2023-07-15T12:00:00Z') };
const AT_ONCE = 6;
/** Of the many filters of the catalogue, and of what a service that starts is asked, every so manieth in each world. */
const EVERY = SOAK ? 6 : 36;
const SOME = SOAK ? 3 : 8;
/** Fields that compute a table, or show much, for each way to ask. */
const HEAVY = [
  ...['league', 'concentration', 'coverage', 'compareEditions', 'whatIf', 'programmeDryRun'],
  ...['neighbourhood', 'network', 'disruption'],
];

let schema: GraphQLSchema;
let graph: Graph;
let services: Omit<Services, 'graph'>;
const format = formatError(pino({ level: 'silent' }));
beforeAll(async () => {
  graph = await leagueStore();
  schema = await assembleSchema();
  services = {
    database: testServer().database,
    clock,
    audit: testAudit(graph, clock),
    pseudonyms: await openPseudonyms(readConfig({ LINCHPIN_PSEUDONYM_KEY: 'the key of these tests' }, '.')),
    verify: () => Promise.reject(new Error('nobody signs in here')),
    rules: { ...openRules, banner: 'Terms of use' },
    logger: pino({ level: 'silent' }),
    production: false,
    workDirectory: '.',
  };
});
beforeEach(async () => {
  await rawCypher(graph, 'remove-facts');
  await rawCypher(graph, 'MATCH (n:Programme|ProgrammeVersion) DETACH DELETE n');
  await ensureProgrammes(graph);
});

async function callerOf(store: Graph, clearance: string): Promise<Caller> {
  const marking = parseMarking(clearance);
  if (marking === undefined) throw new Error(`${clearance} is no marking.`);
  return {
    subject: 'a.tester',
    roles: ROLES,
    teams: [],
    clearance: marking.level,
    compartments: marking.compartments,
    purpose: 'asking whether anything is hidden',
    visible: await visibleMarkings(store, marking),
  };
}
const everything = () => callerOf(graph, 'TOP SECRET/A;B');

/** Ids and texts to ask with: of what may be there, of what is added hidden, and of what is nowhere. */
function candidatesOf(runs: readonly string[], ranked: readonly string[]): Candidates {
  const programmes = ['all', 'vawg', 'open', 'covert', 'none'];
  const filter = { under18: false, withOrders: true };
  const input = { name: 'Trial', description: 'Asked before it is kept', id: 'trial', windowDays: 400 };
  return {
    programme: programmes,
    text: [
      'Adam Stone',
      'Carla Voss',
      '07400100001',
      '07400100003',
      'AB12CD1',
      '1 High St',
      'CR1',
      'CRh1',
      's:hp1',
      'h:pp1',
      's:p1',
    ],
    kinds: [['PERSON'], ['OFFENCE', 'LOCATION', 'IDENTIFIER']],
    first: [2, 200],
    after: [Buffer.from('[1,"PERSON","s:hp1"]').toString('base64url')],
    'Query.person.id': ['s:p0', 's:p1', 's:p5', 's:hp0', 'h:pp0', 's:none'],
    'Query.paths.from': ['s:p0', 's:o0', 's:hp0', 's:none'],
    'Query.paths.to': ['s:p1', 's:l0', 's:ho0'],
    'Query.sharedThings.a': ['s:p0', 's:hp0'],
    'Query.sharedThings.b': ['s:p1', 's:p2', 'h:pp0'],
    'Query.neighbourhood.id': ['s:p0', 's:o0', 's:l0', 'PHONE:+447400100001', 's:hp0', 's:none'],
    NeighbourhoodOptions: [
      { depth: 2, victims: 'PSEUDONYMS' },
      { depth: 2, perKind: 1, at: '2023-05-01' },
    ],
    NetworkScope: [
      {},
      { projection: 'CONTACT', validatedOnly: true },
      { programme: 'all', from: '2023-03-01' },
      { area: 'Camden', projection: 'CONTACT', reach: 2 },
      { personIds: ['s:p0', 's:p1', 's:hp0'] },
    ],
    EarlierCommunity: [[{ id: 'before', memberIds: ['s:p0', 's:p1', 's:hp0', 's:none'] }]],
    k: [1],
    'Query.hiddenLinks.personIds': [['s:p0', 's:p1', 's:p2', 's:p3', 's:p4', 's:hp0', 'h:pp0', 's:none']],
    least: [0.05, 0.5],
    'Query.nearRepeats.locationId': ['s:l0', 's:hl0', 's:none'],
    'Query.seriesCandidates.offenceId': ['s:o0', 's:o1', 's:ho0', 's:none'],
    'Query.offence.id': ['s:o0', 's:o1', 's:o2', 's:ho0', 'h:po0', 's:none'],
    'Query.location.id': [
      's:l0',
      's:l1',
      's:hl0',
      'h:pl0',
      's:persons/p0/address',
      's:persons/hp0/address',
      's:none',
    ],
    'Query.markingHistory.id': ['s:p0', 's:o0', 's:hp0', 's:none'],
    'Query.whoLookedAt.id': ['s:p0', 's:hp0', 'h:pp0', 's:none'],
    'Query.correctionNotices.id': ['s:p0', 's:hp0', 'h:pp0', 's:none'],
    'Query.leagueRun.id': [...runs, 'none'],
    before: runs,
    'Query.compareRuns.after': [...runs].reverse(),
    personId: [...ranked, 's:p0', 's:p1', 's:p2', 's:hp0', 's:none'],
    change: [
      { chargedOrConvictedOnly: true },
      { withoutOffence: 's:o0' },
      { withoutOffence: 's:ho0' },
      { withoutAllegation: 's:ho1' },
      { windowDays: 30 },
    ],
    editions: [['cchi-public', 'ons-css-2020']],
    edition: ['cchi-public', 'ons-css-2020', 'none'],
    offenceCode: ['8N', '1'],
    asOf: ['2023-05-01'],
    size: [2],
    windowDays: [60],
    limit: [2],
    offset: [1],
    'where.id': ['s:o0', 's:ho0', 's:', 'o1'],
    'where.marking': ['OFFICIAL', 'SECRET', 'A'],
    'where.reportedOn': ['2023-03-01'],
    'where.code': ['8N', '1'],
    'where.title': ['assault'],
    'where.group': ['VIOLENCE'],
    'where.subgroup': ['RAPE'],
    ProgrammeInput: [input, { ...input, boroughs: ['Camden'] }, { ...input, id: 'covert' }],
    'nested.EntryFilter': [`{ under18: ${filter.under18} withOrders: ${filter.withOrders} }`],
  };
}

async function ask(store: Graph, caller: Caller, { source, variables }: Question): Promise<string> {
  const contextValue = contextFor({ ...services, graph: store }, caller, 'request', new AbortController());
  const answer = await graphql({ schema, source, variableValues: variables, contextValue });
  const errors = (answer.errors ?? []).map((error) => format(error.toJSON(), error));
  return JSON.stringify({ data: answer.data, errors });
}

async function askAll(
  store: Graph,
  clearance: string,
  questions: readonly Question[],
): Promise<readonly string[]> {
  const caller = await callerOf(store, clearance);
  const answers: string[] = [];
  for (let at = 0; at < questions.length; at += AT_ONCE)
    answers.push(
      ...(await Promise.all(questions.slice(at, at + AT_ONCE).map((one) => ask(store, caller, one)))),
    );
  return answers;
}

/** Brings every current table up to date, as the service does, and announces what moved. */
async function watchOnce(): Promise<void> {
  for (const programme of await visibleProgrammes(graph, await everything()))
    await announceChanges(graph, programme, clock);
}

/** What a subscriber from the beginning is told, until nothing more was announced. */
async function told(clearance: string, programme: string, events: number): Promise<readonly string[]> {
  const caller = await callerOf(graph, clearance);
  const gone = new AbortController();
  const contextValue = contextFor({ ...services, graph }, caller, 'request', gone);
  const type = schema.getSubscriptionType()?.getFields().leagueChanged?.type;
  if (type === undefined) throw new Error('leagueChanged is gone');
  const selection = selectionOf(schema, type, candidatesOf([], []));
  const source = `subscription { leagueChanged(programme: "${programme}", after: -1) ${selection} }`;
  const stream = await subscribe({ schema, document: parse(source), contextValue });
  if (!(Symbol.asyncIterator in stream)) return [JSON.stringify(stream.errors)];
  const heard: string[] = [];
  for await (const event of stream) {
    heard.push(JSON.stringify(event));
    if (heard.length >= events) break;
  }
  gone.abort();
  return heard;
}

/** What anybody is told who asks for what comes after an event that was not announced: how many there were. */
async function announced(clearance: string, programme: string): Promise<string> {
  const caller = await callerOf(graph, clearance);
  const contextValue = contextFor({ ...services, graph }, caller, 'request', new AbortController());
  const source = `subscription { leagueChanged(programme: "${programme}", after: 9999) { sequence } }`;
  const refused = await subscribe({ schema, document: parse(source), contextValue });
  return JSON.stringify('errors' in refused ? refused.errors?.map(({ message }) => message) : 'not refused');
}

/** Decides on whoever stands first in a programme. */
async function adoptFirst(programme: string, caller: Caller): Promise<void> {
  const { table } = await computeLeague(graph, { programme }, caller);
  const personId = table.lines[0]?.personId;
  if (personId === undefined) return;
  const decision = { programme, personId, reason: 'a name to look at', reviewOn: '2024-01-01' };
  await decide(graph, 'ADOPTED', decision, caller, clock);
}

/** Leaves in the audit that somebody was shown these. */
async function look(caller: Caller, ids: readonly string[]): Promise<void> {
  await services.audit.record({
    principal: caller,
    purpose: caller.purpose,
    action: 'CONSULTATION',
    operation: 'query { person }',
    decision: 'ALLOWED',
    requestId: 'looked',
    ids,
    resultCount: ids.length,
    variables: '{}',
  });
}

/** A short run takes two callers; the soak all of them, under each marking that they are not cleared for: some two minutes a world. */
const SEEDS = Array.from({ length: SOAK ? CASES.length * CASES[0].hidden.length : 2 }, (_, at) => at);

describe('what is hidden', () => {
  const answered = new Set<string>();
  const asked = new Set<string>();
  /** Fields whose answers changed for somebody who sees all: what is added is of a kind that would be noticed. */
  const shown = new Set<string>();

  it.each(SEEDS)(
    'changes no answer to any field, and no event, in random world %i',
    async (seed) => {
      const { clearance, hidden } = CASES[seed % CASES.length] ?? CASES[0];
      const marking = hidden[Math.floor(seed / CASES.length) % hidden.length] ?? hidden[0];
      const cleared = parseMarking(clearance);
      const above = parseMarking(marking);
      expect(cleared !== undefined && above !== undefined && dominates(cleared, above)).toBe(false);
      const base = openWorld(seed, MARKINGS);
      await importLines(graph, base.lines);
      const caller = await callerOf(graph, clearance);
      const change = { caller: await everything(), at: '2023-07-14T00:00:00Z' };
      await createProgramme(
        graph,
        { id: 'open', name: 'Open', description: 'Seen by all', boroughs: ['Camden'], windowDays: 365 },
        change,
      );
      const runs: string[] = [];
      for (const asOf of ['2023-05-31', undefined]) {
        const run = await makeRun(graph, { programme: 'all', asOf }, caller, clock);
        await freezeRun(graph, { id: run.id, reason: 'the list of the month' }, caller, clock);
        runs.push(run.id);
      }
      await adoptFirst('all', caller);
      await look(caller, ['s:p0', 's:o0']);
      await watchOnce();
      const { table } = await computeLeague(graph, { programme: 'all' }, caller);
      const ranked = table.lines.slice(0, 1).map(({ personId }) => personId);

      const all = questionsOf(schema, candidatesOf(runs, ranked));
      const first = (at: number) => all[at]?.field !== all[at - 1]?.field;
      const questions = all.filter(
        ({ field }, at) =>
          first(at) ||
          (at + seed) % (field.startsWith('catalogue') ? EVERY : HEAVY.includes(field) ? SOME : 1) === 0,
      );
      const whole = all.filter(
        ({ variables }, at) => first(at) || /"(s:h|h:p|covert)/.test(JSON.stringify(variables)),
      );
      const seenBefore = await askAll(graph, 'TOP SECRET/A;B', whole);
      const before = await askAll(graph, clearance, questions);
      const events = [
        await told(clearance, 'all', 1),
        await announced(clearance, 'all'),
        await announced(clearance, 'open'),
      ];

      for (const world of hiddenWorlds(seed + 1_000, marking, base)) {
        const report = await importLines(graph, world.lines);
        expect(report.rejected).toBe(0);
      }
      const high = await everything();
      await createProgramme(
        graph,
        { id: 'covert', name: 'Covert', description: 'Seen by few', marking, windowDays: 3_650 },
        { ...change, caller: high },
      );
      const run = await makeRun(graph, { programme: 'covert' }, high, clock);
      await freezeRun(graph, { id: run.id, reason: 'the list of the few' }, high, clock);
      await adoptFirst('covert', high);
      await look(high, ['s:hp0', 'h:pp0', 's:p0']);
      await watchOnce();

      const after = await askAll(graph, clearance, questions);
      const seenAfter = await askAll(graph, 'TOP SECRET/A;B', whole);
      whole.forEach(({ field }, at) => {
        if (seenAfter[at] !== seenBefore[at]) shown.add(field);
      });
      const fresh = openGraph(testServer());
      try {
        const some = questions.filter((_question, at) => (at + seed) % EVERY < 2);
        const anew = new Map((await askAll(fresh, clearance, some)).map((text, at) => [some[at], text]));
        questions.forEach((question, at) => {
          const { field, source, variables } = question;
          const label = `${clearance} below ${marking}: ${field} ${JSON.stringify(variables)}\n${source}`;
          expect(after[at], label).toBe(before[at]);
          expect(anew.get(question) ?? before[at], `${label} (a service that starts)`).toBe(before[at]);
          asked.add(field);
          const { data, errors } = JSON.parse(before[at] ?? '{}');
          const value = data?.[field];
          if (errors.length === 0 && value !== null && value !== undefined) answered.add(field);
        });
      } finally {
        await fresh.close();
      }
      expect([
        await told(clearance, 'all', 1),
        await announced(clearance, 'all'),
        await announced(clearance, 'open'),
      ]).toEqual(events);
      const [sees] = await rawCypher(
        graph,
        'MATCH (n:Person|Offence) WHERE n.marking = $marking RETURN count(n) AS n',
        { marking },
      );
      expect(Number(sees?.n)).toBeGreaterThan(10);
    },
    600_000,
  );

  it('was asked for through every field that reads, each with an answer', () => {
    const fields = Object.keys(schema.getQueryType()?.getFields() ?? {}).sort();
    expect([...asked].sort()).toEqual(fields);
    expect(fields.filter((field) => !answered.has(field))).toEqual([]);
  });

  it('would have changed the answers of somebody who sees it', () => {
    for (const field of [
      ...['person', 'offence', 'location', 'search', 'statistics', 'programmes', 'league', 'leagueRuns'],
      ...['coverage', 'concentration', 'whatIf', 'compareEditions', 'programmeDryRun', 'catalogueOffences'],
      ...['unmatchedOffenceCodes', 'neighbourhood', 'network', 'disruption'],
    ])
      expect([field, shown.has(field)]).toEqual([field, true]);
  });

  it('was asked for through every subscription', () => {
    // breakGlassChanged tells of no fact of the graph, and is loud whatever is hidden (breakGlass.test.ts).
    const fields = Object.keys(schema.getSubscriptionType()?.getFields() ?? {}).sort();
    expect(fields).toEqual(['breakGlassChanged', 'leagueChanged']);
  });
});
