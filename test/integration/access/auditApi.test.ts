import { beforeAll, describe, expect, it } from 'vitest';
import { issueDevelopmentToken } from '../../../src/access/index.ts';
import { readConfig, systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type TestService, testService } from '../../support/testService.ts';

let graph: Graph;
let served: TestService;

interface Who {
  readonly subject: string;
  readonly roles: readonly string[];
  readonly clearance?: string;
}
const ANALYST: Who = { subject: 'ann', roles: ['analyst'] };
const CLEARED: Who = { subject: 'cleo', roles: ['analyst'], clearance: 'SECRET' };
const AUDITOR: Who = { subject: 'audrey', roles: ['auditor'] };
const CLEARED_AUDITOR: Who = { subject: 'aurelia', roles: ['auditor'], clearance: 'SECRET' };

/** Asks the running service. */
async function ask(
  { subject, roles, clearance = 'OFFICIAL' }: Who,
  query: string,
  variables: object = {},
  purpose = 'a test of the audit',
) {
  const token = await issueDevelopmentToken(
    readConfig({ LINCHPIN_HOME: served.home }, served.home),
    { subject, roles, clearance, compartments: [], teams: [], hours: 1 },
    systemClock,
  );
  const response = await fetch(`http://127.0.0.1:${served.service.port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'x-linchpin-purpose': purpose,
    },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

const newest = async (subject: string) =>
  (
    await rawCypher(
      graph,
      `MATCH (a:AuditEntry {subject: $subject}) RETURN a{.marking, .action, .decision, .ids, .named, .variables, .operation} AS entry
       ORDER BY a.at DESC, a.sequence DESC LIMIT 1`,
      { subject },
    )
  )[0]?.entry;

const look = async (who: Who, id: string, more = '') =>
  (
    await ask(
      who,
      `{ whoLookedAt(id: "${id}"${more}) { edges { node { subject purpose operation decision shown } } pageInfo { hasNextPage endCursor } } }`,
    )
  ).data.whoLookedAt;
const subjects = (looks: { readonly edges: readonly { readonly node: { readonly subject: string } }[] }) =>
  looks.edges.map(({ node }) => node.subject);

beforeAll(async () => {
  graph = await testGraph();
  await rawCypher(
    graph,
    `CREATE (:Marking {id: 'SECRET', level: 'SECRET', compartments: [], version: 1})
     CREATE (p:Person {id: 's:P1', names: ['Ann Other'], marking: 'OFFICIAL'})
     CREATE (q:Person {id: 's:P9', names: ['Hidden'], marking: 'SECRET'})
     WITH p, q UNWIND [['s:P1', p, 'OFFICIAL'], ['s:P2', p, 'OFFICIAL'], ['s:P9', q, 'SECRET']] AS row
     WITH row[0] AS id, row[1] AS person, row[2] AS marking
     CREATE (:SourceRecord {id: id, source: 's', marking: marking, importId: 'i'})-[:DESCRIBES {marking: marking}]->(person)`,
  );
  served = await testService(graph);
});

describe('an entry of the audit', () => {
  it('is marked like what was touched, not like what its reader might have seen', async () => {
    await ask(CLEARED, '{ person(id: "s:P1") { id } }');
    expect(await newest('cleo')).toMatchObject({ marking: 'OFFICIAL', ids: ['s:P1'] });
    await ask(CLEARED, '{ person(id: "s:P9") { id } }');
    expect(await newest('cleo')).toMatchObject({ marking: 'SECRET', ids: ['s:P9'] });
  });

  it('is marked like what was only asked for, too, as far as its reader might have seen it', async () => {
    await ask(CLEARED, '{ harmWeight(edition: "s:P9", offenceCode: "8N") { days } }');
    expect(await newest('cleo')).toMatchObject({ marking: 'SECRET', ids: [], named: ['s:P9'] });
    await ask(ANALYST, '{ person(id: "s:P9") { id } }');
    expect(await newest('ann')).toMatchObject({ marking: 'OFFICIAL', ids: [], named: ['s:P9'] });
  });

  it('follows a marking that was changed since', async () => {
    await ask(CLEARED, '{ person(id: "s:P2") { id } }');
    expect(await newest('cleo')).toMatchObject({ marking: 'OFFICIAL' });
    const mark = (marking: string) =>
      rawCypher(
        graph,
        `MATCH (s:SourceRecord {id: 's:P2'})-[d:DESCRIBES]->() SET s.marking = $marking, d.marking = $marking
         WITH s MATCH (m:Marking {id: $marking}) SET m.version = m.version + 1`,
        { marking },
      );
    await mark('SECRET');
    await ask(CLEARED, '{ person(id: "s:P2") { id } }');
    expect(await newest('cleo')).toMatchObject({ marking: 'SECRET' });
    await mark('OFFICIAL');
  });

  it('keeps ids, numbers and days of arguments, whether written or given, and text by its length', async () => {
    const query =
      'query Q($text: String!, $first: Int = 3) { search(text: $text, first: $first) { edges { cursor } } who: person(id: "s:P1") { id } }';
    await ask(ANALYST, query, { text: 'Jane Victim' });
    const entry = (await newest('ann')) as { variables: string };
    expect(entry).toMatchObject({ action: 'CONSULTATION', operation: 'query Q { search person }' });
    expect(JSON.parse(entry.variables)).toEqual({
      search: { text: '[11 characters]', first: 3 },
      who: { id: 's:P1' },
    });
    expect(JSON.stringify(entry)).not.toContain('Jane');
  });

  it('keeps the reason of a change whole, and says that it was refused to whom it is', async () => {
    const retire = 'mutation { retireProgramme(id: "all", reason: "nobody uses it any more") { id } }';
    const answer = await ask(ANALYST, retire);
    expect(answer.errors[0].extensions.code).toBe('FORBIDDEN');
    const entry = (await newest('ann')) as { variables: string };
    expect(entry).toMatchObject({ action: 'ALTERATION', decision: 'REFUSED' });
    expect(JSON.parse(entry.variables).retireProgramme.reason).toBe('nobody uses it any more');
  });

  it('is written of a document that cannot be read, and of a caller who is not signed in', async () => {
    await ask(ANALYST, '{ person(');
    expect(await newest('ann')).toMatchObject({ decision: 'FAILED', variables: '{}' });
    await fetch(`http://127.0.0.1:${served.service.port}/graphql`, { method: 'POST' });
    expect(await newest('not signed in')).toMatchObject({ decision: 'REFUSED', action: 'NONE' });
  });
});

describe('who looked at somebody', () => {
  it('is answered for any id of theirs, with who, why, how, and whether it was shown', async () => {
    await ask(
      { ...ANALYST, subject: 'luke' },
      '{ person(id: "s:P2") { id } }',
      {},
      'review of P2 for the meeting',
    );
    const looks = await look(AUDITOR, 's:P1', ', first: 1');
    expect(looks.edges).toEqual([
      {
        node: {
          subject: 'luke',
          purpose: 'review of P2 for the meeting',
          operation: 'query { person }',
          decision: 'ALLOWED',
          shown: true,
        },
      },
    ]);
    expect(looks.pageInfo.hasNextPage).toBe(true);
  });

  it('tells an auditor who is not cleared for somebody nothing that tells that they exist', async () => {
    await ask(CLEARED, '{ person(id: "s:P9") { id } }');
    expect(subjects(await look(CLEARED_AUDITOR, 's:P9'))).toContain('cleo');
    expect(subjects(await look(AUDITOR, 's:P9')).filter((subject) => subject === 'cleo')).toEqual([]);
    const all = (
      await ask(AUDITOR, '{ auditEntries(first: 200) { edges { node { ids marking arguments } } } }')
    ).data;
    const shown = all.auditEntries.edges.map(({ node }: { node: { marking: string } }) => node.marking);
    expect(new Set(shown)).toEqual(new Set(['OFFICIAL']));
  });

  it('is a secret itself where it is answered to an auditor who is cleared', async () => {
    await look(CLEARED_AUDITOR, 's:P9');
    expect(await newest('aurelia')).toMatchObject({ marking: 'SECRET', named: ['s:P9'] });
  });

  it('takes an id for what it is, whatever signs are in it', async () => {
    const odd = 's:a "b\\ OR ids:* )';
    await ask({ ...ANALYST, subject: 'odd' }, 'query ($id: ID!) { person(id: $id) { id } }', { id: odd });
    const answer = await ask(
      AUDITOR,
      'query ($id: ID!) { whoLookedAt(id: $id) { edges { node { subject shown } } } }',
      { id: odd },
    );
    expect(answer.data.whoLookedAt.edges.slice(-1)).toEqual([{ node: { subject: 'odd', shown: false } }]);
  });
});

describe('the audit as a list', () => {
  it('is the auditor’s alone', async () => {
    for (const query of [
      '{ auditEntries { edges { cursor } } }',
      '{ whoLookedAt(id: "s:P1") { edges { cursor } } }',
    ])
      expect((await ask(ANALYST, query)).errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('is paged without losing or repeating an entry', async () => {
    const page = async (first: number, after: string | null) =>
      (
        await ask(
          AUDITOR,
          `query ($first: Int!, $after: String) { auditEntries(first: $first, after: $after, filter: {subject: "ann"}) {
             edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
          { first, after },
        )
      ).data.auditEntries;
    const whole = (await page(200, null)).edges.map(({ node }: { node: { id: string } }) => node.id);
    const pieces: string[] = [];
    for (let after: string | null = null; ; ) {
      const { edges, pageInfo } = await page(2, after);
      pieces.push(...edges.map(({ node }: { node: { id: string } }) => node.id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(whole.length).toBeGreaterThan(3);
    expect(pieces).toEqual(whole);
  });

  it('shows everybody their own requests and nobody else’s', async () => {
    const own = async (who: Who) =>
      (await ask(who, '{ myAuditEntries(filter: {subject: "cleo"}) { edges { node { subject } } } }')).data
        .myAuditEntries.edges;
    const seen = await own(ANALYST);
    expect(new Set(seen.map(({ node }: { node: { subject: string } }) => node.subject))).toEqual(
      new Set(['ann']),
    );
  });

  it('never shows the entries that quote other chains', async () => {
    const answer = await ask(CLEARED_AUDITOR, '{ auditEntries(first: 200) { edges { node { subject } } } }');
    const all = answer.data.auditEntries.edges.map(({ node }: { node: { subject: string } }) => node.subject);
    expect(all).not.toContain('linchpin');
  });
});
