import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../../src/access/index.ts';
import { assembleSchema } from '../../../src/api/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { ensureProgrammes } from '../../../src/league/index.ts';
import { attack, expectQuiet, type Reply } from '../../support/attacker.ts';
import { importLines, manifest } from '../../support/bundles.ts';
import { everyHole, type Hole, type Ways } from '../../support/everyArgument.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type TestService, testService } from '../../support/testService.ts';

let graph: Graph;
let target: TestService;
let holes: readonly Hole[];
/** Ids above the caller, each with one of the same form that nothing has. */
let hidden: readonly (readonly [id: string, absent: string])[];

const USUAL = {
  programme: 'all',
  personId: 'force:S1',
  edition: 'cchi-public',
  editions: ['cchi-public', 'ons-css-2020'],
  reason: 'a reason of some length',
  first: 5,
  input: { name: 'plain' },
};

beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
  await ensureProgrammes(graph);
  await importLines(graph, {
    'manifest.yaml': manifest('force', '2023-06-30'),
    'persons.csv': [
      'id,full_name,marking',
      'S1,Adam Grey,',
      'S9,Hidden Holt,OFFICIAL/ALPHA',
      'S6,Higher Hill,SECRET',
    ],
    'locations.csv': ['id,address,marking', 'L1,1 Elm Road,', 'L9,9 Hidden Road,OFFICIAL/ALPHA'],
    'offences.csv': [
      'id,crime_number,offence_code,reported_on,location_id,marking',
      'O1,N1,008/06,2023-06-01,L1,',
      'O9,N9,008/06,2023-06-20,L9,OFFICIAL/ALPHA',
    ],
    'involvements.csv': ['person_id,offence_id,role', 'S1,O1,SUSPECT', 'S9,O9,SUSPECT', 'S9,O1,SUSPECT'],
  });
  target = await testService(graph);
  const cleared = await target.tokenOf(ROLES, 'SECRET');
  const ask = async (query: string, token?: string) => {
    const reply = await attack(target, { body: { query }, roles: ROLES, ...(token && { token }) });
    expect(reply.code, reply.text).toBeUndefined();
    return /"id":"([^"]+)"/.exec(reply.text)?.[1] ?? '';
  };
  await ask(
    'mutation { createProgramme(input: { id: "hidden-one", name: "Hidden", description: "Assumed for a test", marking: "SECRET" }) { id } }',
    cleared,
  );
  const secretRun = await ask('mutation { runLeague(programme: "hidden-one") { id } }', cleared);
  const run = await ask('mutation { runLeague(programme: "all") { id } }');
  await ask(`mutation { freezeLeagueRun(id: "${run}", reason: "seen at the meeting") { id } }`);
  const flipped = (id: string) => `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
  hidden = [
    ['force:S9', 'force:S8'],
    ['force:O9', 'force:O8'],
    ['force:L9', 'force:L8'],
    ['hidden-one', 'absent-one'],
    [secretRun, flipped(secretRun)],
  ];
  const ways: Ways = {
    League: (text) => `league(programme: "all") { ${text} }`,
    LeagueCut: (text) => `league(programme: "all") { cut { ${text} } }`,
    Person: (text) => `person(id: "force:S1") { ${text} }`,
    LeagueRun: (text) => `leagueRun(id: "${run}") { ${text} }`,
    RunComparison: (text) => `compareRuns(before: "${run}", after: "${run}") { ${text} }`,
    EditionComparison: (text) =>
      `compareEditions(programme: "all", editions: ["cchi-public", "ons-css-2020"]) { ${text} }`,
    CatalogueOffence: (text) => `catalogueOffences { ${text} }`,
  };
  holes = everyHole(await assembleSchema(), ways, USUAL);
}, 120_000);

/** Sends a text through every hole, some at a time. */
async function through(
  tries: readonly (readonly [Hole, string])[],
  look: (reply: Reply, hole: Hole, text: string) => void,
): Promise<void> {
  const token = await target.tokenOf(ROLES);
  const waiting = [...tries];
  const worker = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [hole, text] = next;
      look(await attack(target, { token, body: hole.fill(text) }), hole, text);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

describe('every argument that takes a text or an id', () => {
  it('is among those that are tried', () => {
    const names = holes.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(60);
    expect(names).toEqual(
      expect.arrayContaining([
        'Query.person(id)',
        'Query.search(text)',
        'Query.search(after)',
        'League.entriesPage(after)',
        'Mutation.createProgramme(input.id)',
        'Query.whatIf(change.withoutOffence)',
        'Query.catalogueOffences(where.id.contains)',
      ]),
    );
  });

  it('takes signs that mean something in Cypher, Lucene and elsewhere as plain text', async () => {
    const before = await rawCypher(graph, 'MATCH (n) WHERE NOT n:AuditEntry RETURN count(n) AS nodes');
    const seen = new Map<string, string>();
    const signs = [
      `'"}) WITH 1 AS x MATCH (n) DETACH DELETE n //`,
      '* ~ ? : AND ( [1 TO 9] + - && || ! { } ^ " \\ / name:/.*/',
      '\u0000 \ud800 $1 $x `x` {{x}} %00 \r\n',
    ].join(' ');
    await through(
      holes.map((hole) => [hole, signs] as const),
      (reply, { name }, text) => {
        expectQuiet(reply, name);
        if (reply.status >= 500 || reply.code === 'INTERNAL') seen.set(`${name} with ${text}`, reply.text);
      },
    );
    expect([...seen]).toEqual([]);
    const after = await rawCypher(graph, 'MATCH (n) WHERE NOT n:AuditEntry RETURN count(n) AS nodes');
    expect(Number(after[0]?.nodes)).toBeGreaterThanOrEqual(Number(before[0]?.nodes));
  });

  it('answers the id of something above the caller as one that nothing has', async () => {
    const answers = new Map<string, string>();
    const plain = ({ status, text }: Reply, id: string) =>
      `${status} ${text.toLowerCase().replaceAll(id.toLowerCase(), '#')}`;
    // Filters of the catalogue ask for offences; search takes a text.
    const pairsOf = ({ name, type }: Hole) =>
      /catalogue/i.test(name)
        ? hidden.slice(1, 2)
        : type === 'ID' || name === 'Query.search(text)'
          ? hidden
          : [];
    await through(
      holes.flatMap((hole) => pairsOf(hole).flatMap((pair) => pair.map((id) => [hole, id] as const))),
      (reply, { name }, text) => void answers.set(`${name} ${text}`, plain(reply, text)),
    );
    const different = holes.flatMap((hole) =>
      pairsOf(hole)
        .map((pair) => pair.map((id) => answers.get(`${hole.name} ${id}`)))
        .filter(([above, absent]) => above === undefined || above !== absent)
        .map((pair) => [hole.name, ...pair]),
    );
    expect(different).toEqual([]);
  });
});
