import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLField, type GraphQLSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import { importJWK, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { FIELD_RIGHTS, POLICY } from '../../src/access/index.ts';
import { guardFields } from '../../src/api/guardFields.ts';
import { assembleSchema } from '../../src/api/index.ts';
import { testGraph } from '../support/graph.ts';
import { rawCypher } from '../support/rawCypher.ts';
import { type TestService, testService } from '../support/testService.ts';
import { dummyDocument } from './dummyDocument.ts';
import { HOLDERS, holdersOf, RIGHTS } from './rights.ts';

const PURPOSE = 'testing every field for every role';
/** Each role, nobody's role, and one that no table knows. */
const CALLERS: readonly (readonly string[])[] = [...HOLDERS.map((role) => [role]), [], ['commissioner']];
/** How a route of the table is called. */
const ROUTES: Readonly<Record<string, readonly [method: string, path: string]>> = {
  'POST /import': ['POST', '/import'],
  'GET /league-runs': ['GET', '/league-runs/nothing.csv'],
};
const ROOTS = ['query', 'mutation', 'subscription'] as const;

type Refusal = { readonly code?: string | undefined; readonly message: string } | undefined;

let graph: Awaited<ReturnType<typeof testGraph>>;
let schema: GraphQLSchema;
let tests: TestService;
let key: Awaited<ReturnType<typeof importJWK>>;
beforeAll(async () => {
  graph = await testGraph();
  schema = await assembleSchema();
  tests = await testService(graph);
  const jwk = JSON.parse(readFileSync(join(tests.home, 'keys', 'development-signing.jwk'), 'utf8'));
  key = await importJWK(jwk, 'EdDSA');
});

/** Of the service's own key, so that it may hold roles which nobody would issue; each caller is another person. */
async function tokenOf(roles: readonly string[], subject: string): Promise<string> {
  return new SignJWT({ roles })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
    .setSubject(subject)
    .setIssuer('linchpin-development')
    .setAudience('linchpin')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key);
}

async function send(
  [method, path]: readonly [string, string],
  name: string,
  roles: readonly string[],
  body?: object,
): Promise<Refusal> {
  const response = await fetch(`http://127.0.0.1:${tests.service.port}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await tokenOf(roles, `${name} as ${roles.join() || 'nobody'}`)}`,
      'x-linchpin-purpose': PURPOSE,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const [error] = JSON.parse((await response.text()) || '{}').errors ?? [];
  return error === undefined ? undefined : { code: error.extensions?.code, message: error.message };
}

/** What the source of a subscription says first: a refusal, or an event, which is none. */
async function subscribe(query: string, name: string, roles: readonly string[]): Promise<Refusal> {
  const token = await tokenOf(roles, `${name} as ${roles.join() || 'nobody'}`);
  const client = createClient({
    url: `ws://127.0.0.1:${tests.service.port}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}`, purpose: PURPOSE },
  });
  try {
    for await (const { errors } of client.iterate({ query })) {
      const [error] = errors ?? [];
      return error && { code: String(error.extensions?.code), message: error.message };
    }
    throw new Error(`${name} ended without a word.`);
  } catch (errors) {
    if (!Array.isArray(errors)) throw errors;
    return { code: errors[0]?.extensions?.code, message: errors[0]?.message };
  } finally {
    await client.dispose();
  }
}

/** Every root field of the schema with the document that asks it, and every route. */
function everything(): readonly { name: string; ask: (roles: readonly string[]) => Promise<Refusal> }[] {
  const fields = ROOTS.flatMap((operation) => {
    const root = {
      query: schema.getQueryType(),
      mutation: schema.getMutationType(),
      subscription: schema.getSubscriptionType(),
    }[operation];
    const found: readonly GraphQLField<unknown, unknown>[] = Object.values(root?.getFields() ?? {});
    return found.map((field) => {
      const name = `${root?.name}.${field.name}`;
      const query = dummyDocument(operation, field);
      return {
        name,
        ask: (roles: readonly string[]) =>
          operation === 'subscription'
            ? subscribe(query, name, roles)
            : send(['POST', '/graphql'], name, roles, { query }),
      };
    });
  });
  const routes = Object.entries(ROUTES).map(([name, call]) => ({
    name,
    ask: (roles: readonly string[]) => send(call, name, roles),
  }));
  return [...fields, ...routes];
}

const rowOf = (field: string) => RIGHTS.find(({ fields }) => fields.includes(field));

describe('the table of rights', () => {
  it('is the policy, right by right', () => {
    const decided = RIGHTS.flatMap((row) => row.rights.map((right) => [right, [...holdersOf(row)].sort()]));
    const policy = Object.entries(POLICY).map(([right, roles]) => [right, [...roles].sort()]);
    expect(Object.fromEntries(policy)).toEqual(Object.fromEntries(decided));
    expect(decided).toHaveLength(policy.length);
  });

  it('knows every root field and every route, and no other', () => {
    const known = RIGHTS.flatMap(({ fields }) => fields);
    const present = everything().map(({ name }) => name);
    expect(present.filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !present.includes(name))).toEqual([]);
    expect(Object.keys(FIELD_RIGHTS).filter((name) => !present.includes(name))).toEqual([]);
    expect(new Set(known).size).toBe(known.length);
  });

  it('fails the build for a field of which nobody has decided', () => {
    expect(() => guardFields(buildSchema('type Query { somethingNew: Int }'))).toThrow(/Query.somethingNew/);
    const mutation = 'type Query { me: Int } type Mutation { somethingNew: Int }';
    expect(() => guardFields(buildSchema(mutation))).toThrow(/Mutation.somethingNew/);
    const subscription = 'type Query { me: Int } type Subscription { somethingNew: Int }';
    expect(() => guardFields(buildSchema(subscription))).toThrow(/Subscription.somethingNew/);
  });
});

describe('a running service', () => {
  it('lets each role do what the table says and nothing else, and refuses before anything is read or written', async () => {
    const cells = everything().flatMap(({ name, ask }) => CALLERS.map((roles) => ({ name, ask, roles })));
    const wrong: string[] = [];
    const take = async () => {
      for (let cell = cells.pop(); cell !== undefined; cell = cells.pop()) {
        const { name, ask, roles } = cell;
        const may = holdersOf(rowOf(name) ?? { marks: '' }).some((role) => roles.includes(role));
        const refusal = await ask(roles);
        const right = /^This needs the right /.test(refusal?.message ?? '');
        const asDecided = may ? refusal?.code !== 'FORBIDDEN' : refusal?.code === 'FORBIDDEN' && right;
        if (!asDecided)
          wrong.push(`${name} as ${roles.join() || 'nobody'}: ${refusal?.code} ${refusal?.message ?? ''}`);
      }
    };
    const number = cells.length;
    await Promise.all(Array.from({ length: 12 }, take));
    expect(wrong).toEqual([]);
    const rows = await rawCypher(
      graph,
      'MATCH (a:AuditEntry {purpose: $purpose}) RETURN a.decision AS decision, count(*) AS number, sum(size(a.ids)) AS ids',
      { purpose: PURPOSE },
    );
    const refused = rows.find(({ decision }) => decision === 'REFUSED');
    const denied = everything().reduce(
      (sum, { name }) => sum + CALLERS.length - holdersOf(rowOf(name) ?? { marks: '' }).length,
      0,
    );
    expect(refused).toMatchObject({ number: denied, ids: 0 });
    expect(number).toBeGreaterThan(300);
  });
});
