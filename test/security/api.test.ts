import { beforeAll, describe, expect, it } from 'vitest';
import { assembleSchema, type RunningService } from '../../src/api/index.ts';
import { ERROR_CODES } from '../../src/errors/codes.ts';
import type { Graph } from '../../src/graph/index.ts';
import { ensureShippedEditions } from '../../src/harm/index.ts';
import { ensureProgrammes } from '../../src/league/index.ts';
import { importLines, manifest } from '../support/bundles.ts';
import { testGraph } from '../support/graph.ts';
import { rawCypher } from '../support/rawCypher.ts';
import { type TestService, testService } from '../support/testService.ts';

const PURPOSE = 'testing who may see what';
const LEAGUE = `{ league(programme: "vawg") {
  asOf totals { suspects offences victims offencesOfUnknownHarm }
  entries { rank harmDays victims person { id names } contributions { days basis provisional offence {
    id title location { address postcode coarsened } victims { pseudonym sex ageBand } suspects { person { id } } } } } } }`;

interface Answer {
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

let graph: Graph;
let service: RunningService;
let tokenOf: TestService['tokenOf'];

beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
  await ensureProgrammes(graph);
  await importLines(graph, {
    'manifest.yaml': manifest('force', '2023-06-30'),
    'persons.csv': [
      'id,full_name,sex,phone,address,postcode,marking',
      'S1,Adam Grey,M,,,,',
      'V1,Bella Frost,F,07712345678,"1 Elm Road",E8 1AA,',
      'S9,Hidden Holt,M,,,,SECRET',
    ],
    'locations.csv': ['id,address,postcode', 'L1,"1 Elm Road",E8 1AA'],
    'residences.csv': ['person_id,location_id', 'V1,L1'],
    'offences.csv': [
      'id,offence_code,reported_on,location_id,marking',
      'O1,008/06,2023-06-01,L1,',
      'O9,019/08,2023-06-20,,SECRET',
    ],
    'involvements.csv': [
      'person_id,offence_id,role,age',
      'S1,O1,SUSPECT,',
      'V1,O1,VICTIM,30',
      'S1,O9,SUSPECT,',
      'V1,O9,VICTIM,30',
      'S9,O1,SUSPECT,',
    ],
  });
  ({ service, tokenOf } = await testService(graph));
}, 120_000);

async function post(
  query: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: Answer; text: string }> {
  const response = await fetch(`http://127.0.0.1:${service.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text), text };
}

const ask = async (query: string, roles: readonly string[] = ['analyst'], clearance?: string) =>
  post(query, { authorization: `Bearer ${await tokenOf(roles, clearance)}`, 'x-linchpin-purpose': PURPOSE });
const codeOf = ({ body }: { body: Answer }) => body.errors?.[0]?.extensions.code;

describe('who may ask', () => {
  it('answers nobody without a token of ours, whatever the field', async () => {
    for (const headers of [{}, { authorization: 'Bearer nonsense', 'x-linchpin-purpose': PURPOSE }]) {
      const answer = await post('{ catalogueOffences { id } }', headers);
      expect(answer.status).toBe(401);
      expect(codeOf(answer)).toBe('UNAUTHENTICATED');
      expect(answer.body.data).toBeUndefined();
    }
  });

  it('answers nobody who does not say why', async () => {
    const answer = await post('{ me { subject } }', {
      authorization: `Bearer ${await tokenOf(['analyst'])}`,
    });
    expect(codeOf(answer)).toBe('PURPOSE_REQUIRED');
  });

  it('refuses roles that the policy table does not name, for every root field of the schema', async () => {
    const fields = Object.keys((await assembleSchema()).getQueryType()?.getFields() ?? {});
    expect(fields).toContain('league');
    const auditor = await ask('{ league(programme: "all") { asOf } }', ['auditor']);
    expect(codeOf(auditor)).toBe('FORBIDDEN');
    expect(codeOf(await ask('{ search(text: "Grey") { capped } }', ['importer']))).toBe('FORBIDDEN');
    expect(codeOf(await ask('{ catalogueOffences { id } }', ['administrator']))).toBe('FORBIDDEN');
    expect((await ask('{ me { subject roles } }', ['auditor'])).body.errors).toBeUndefined();
  });
});

describe('what may be seen', () => {
  it('never shows a victim by id, name, phone or home', async () => {
    const { text, body } = await ask(LEAGUE);
    expect(body.errors).toBeUndefined();
    for (const secret of ['Bella', 'Frost', 'force:V1', '1 Elm Road', 'E8 1AA', '7712345678'])
      expect(text).not.toContain(secret);
    expect(text).toMatch(/"pseudonym":"V-[0-9A-Z]{12}"/);
    expect(text).toContain('"coarsened":true');
    for (const query of [
      '{ person(id: "force:V1") { id } }',
      '{ search(text: "Bella Frost") { edges { node { matched } } } }',
      '{ search(text: "07712345678") { edges { node { matched } } } }',
      '{ search(text: "1 Elm Road") { edges { node { matched } } } }',
      '{ search(text: "force:L1") { edges { node { matched } } } }',
    ])
      expect((await ask(query)).text, query).not.toMatch(/Bella|Frost|V1"|Elm|\+447712345678/);
  });

  it('gives a cleared and an uncleared reader the same league, and hides what is above', async () => {
    const low = await ask(LEAGUE);
    const high = await ask(LEAGUE, ['analyst'], 'SECRET');
    expect(JSON.stringify(low.body.data?.league?.totals)).toBe(
      JSON.stringify(high.body.data?.league?.totals),
    );
    expect(low.text).not.toContain('S9');
    expect(low.text).not.toContain('O9');
    for (const query of [
      '{ offence(id: "force:O9") { id } }',
      '{ person(id: "force:S9") { id } }',
      '{ search(text: "Hidden Holt") { edges { node { matched } } } }',
      '{ catalogueOffences(where: { id: { eq: "force:O9" } }) { id } }',
    ]) {
      expect((await ask(query)).text, query).not.toMatch(/O9"|S9|Holt/);
      expect((await ask(query, ['analyst'], 'SECRET')).text, query).toMatch(/O9|S9|Holt/);
    }
  });

  it('counts nothing hidden in the statistics', async () => {
    const query = '{ statistics { nodes { kind count } } }';
    expect((await ask(query)).text).toContain('{"kind":"OFFENCE","count":1}');
    expect((await ask(query, ['analyst'], 'SECRET')).text).toContain('{"kind":"OFFENCE","count":2}');
  });
});

describe('what leaves and what stays', () => {
  it('gives every error a code of the list and never the words of the store', async () => {
    for (const query of [
      '{ nope }',
      '{',
      '{ league(programme: "x") { asOf } }',
      '{ league(programme: "all", size: 0) { asOf } }',
      '{ league(programme: "all", asOf: "2023-02-30") { asOf } }',
      '{ search(text: "a", after: "forged") { capped } }',
    ]) {
      const answer = await ask(query);
      expect(Object.keys(ERROR_CODES), query).toContain(codeOf(answer));
      expect(answer.text).not.toMatch(/Neo\.|neo4j-driver|stacktrace|at Object/);
    }
  });

  it('takes any text in a search without harm', async () => {
    for (const text of [
      '*',
      '~',
      'a AND (',
      '"; MATCH (n) DETACH DELETE n //',
      '\\u0000',
      '[1 TO 9]',
      '+ - && || ! ( ) { } ^ " ~ * ? : /',
    ]) {
      const answer = await ask(`query { search(text: ${JSON.stringify(text)}) { capped } }`);
      expect(codeOf(answer), text).toBeUndefined();
    }
  });

  it('keeps a durable entry of every answer and refusal before it leaves', async () => {
    await ask('query Marked { person(id: "force:S1") { id } }');
    await post('{ me { subject } }', {});
    const rows = await rawCypher(
      graph,
      'MATCH (a:AuditEntry) RETURN a.operation AS operation, a.decision AS decision, a.purpose AS purpose, a.ids AS ids',
    );
    expect(rows).toContainEqual({
      operation: 'query Marked { person }',
      decision: 'ALLOWED',
      purpose: PURPOSE,
      ids: ['force:S1'],
    });
    expect(
      rows.some(
        ({ decision, operation }) => decision === 'REFUSED' && String(operation).includes('UNAUTHENTICATED'),
      ),
    ).toBe(true);
  });

  it('refuses bodies, documents and batches made to be heavy', async () => {
    const deep = `{ person(id: "force:S1") ${'{ asSuspect { edges { node { suspects { person '.repeat(4)}{ id }${' } } } }'.repeat(4)} } }`;
    expect((await ask(deep)).body.errors).toBeDefined();
    expect(
      (await ask(`{ ${Array.from({ length: 40 }, (_, n) => `a${n}: me { subject }`).join(' ')} }`)).body
        .errors,
    ).toBeDefined();
    const large = await ask(`{ me { subject } } # ${'x'.repeat(200_000)}`);
    expect(large.status).toBe(413);
  });

  it('says without a token whether it is alive and ready', async () => {
    for (const path of ['live', 'ready'])
      expect((await fetch(`http://127.0.0.1:${service.port}/health/${path}`)).status).toBe(200);
  });
});
