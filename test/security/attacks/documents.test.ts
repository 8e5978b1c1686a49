import { getIntrospectionQuery } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { attack, expectQuiet } from '../../support/attacker.ts';
import { testGraph } from '../../support/graph.ts';
import { type TestService, testService } from '../../support/testService.ts';

let target: TestService;
beforeAll(async () => {
  // As in production, where least is told.
  target = await testService(await testGraph(), { production: true });
}, 120_000);

const ask = (query: string, roles?: readonly string[]) =>
  attack(target, { body: { query }, ...(roles && { roles }) });
const times = (count: number, part: (nth: number) => string) =>
  Array.from({ length: count }, (_, nth) => part(nth)).join(' ');

describe('a document made to be heavy', () => {
  const heavy: readonly (readonly [string, string, string | RegExp])[] = [
    ['100 aliases', `{ ${times(100, (n) => `a${n}: me { subject }`)} }`, /Aliases limit of 15/],
    ['100 aliases of __typename beside a field', `{ ${times(100, (n) => `a${n}: __typename`)} }`, /at once/],
    [
      'the same with every name in a fragment of its own',
      `{ ${times(30, (n) => `...f${n}`)} } ${times(30, (n) => `fragment f${n} on Query { a${n}: me { subject } }`)}`,
      /Aliases limit of 15/,
    ],
    [
      'guesses of ids by name',
      `{ ${times(15, (n) => `p${n}: person(id: "force:${n}") { id }`)} }`,
      /at once/,
    ],
    [
      'directives',
      `{ me { subject ${'@include(if: true) '.repeat(1)} } ${times(10, (n) => `...f${n} @skip(if: true)`)} } ${times(10, (n) => `fragment f${n} on Query { __typename }`)}`,
      /Directives limit of 5/,
    ],
    ['unknown directives', `{ __typename ${'@aa'.repeat(10)} }`, /directive/i],
    ['a field a thousand times', `{ me { ${'subject '.repeat(1_100)} } }`, /1000 tokens/],
    [
      'levels',
      `{ person(id: "x") { ${'asSuspect(first: 1) { edges { node { suspects { person { '.repeat(4)} id ${'} } } } }'.repeat(4)} } }`,
      /depth limit of 14/,
    ],
    [
      'a round of fragments',
      '{ me { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }',
      /itself/,
    ],
    ['ten thousand levels', `${'{ a '.repeat(10_000)}${'}'.repeat(10_000)}`, /10,000 characters|limit/],
    [
      'a list nested in itself',
      `{ search(text: ${'['.repeat(900)}${']'.repeat(900)}) { capped } }`,
      /tokens/,
    ],
    ['a text without end', `{ me { subject } } # ${'x'.repeat(20_000)}`, /characters/],
  ];
  it.each(heavy)('is refused: %s', async (_what, query, words) => {
    const reply = await ask(query);
    expect(reply.message).toMatch(words);
    expect(reply.data ?? null).toBeNull();
    expect(reply.status).toBe(400);
    expectQuiet(reply);
  });

  it('is refused for what its pages multiply to, and told cost and limit', async () => {
    const reply = await ask(
      '{ person(id: "x") { asSuspect(first: 200) { edges { node { suspects { person { asSuspect(first: 200) { edges { node { id } } } } } } } } } }',
    );
    expect(reply.code).toBe('QUERY_TOO_EXPENSIVE');
    expect(reply.message).toMatch(/may hold [\d,]+ objects; the limit is 50,000/);
  });

  it('is refused for what a variable asks for', async () => {
    const query = `query ($n: Int) { league(programme: "all", size: $n) { entries { person { asSuspect(first: 100) { edges { node { id } } } } } } }`;
    const code = async (n: number) => (await attack(target, { body: { query, variables: { n } } })).code;
    expect(await code(1_000)).toBe('QUERY_TOO_EXPENSIVE');
    expect(await code(10)).not.toBe('QUERY_TOO_EXPENSIVE');
  });

  it('is refused for variables nested without end', async () => {
    const variables = `${'{"AND":['.repeat(5_000)}${']}'.repeat(5_000)}`;
    const reply = await attack(target, {
      body: `{"query":"query ($w: CatalogueOffenceWhere) { catalogueOffences(where: $w) { id } }","variables":{"w":${variables}}}`,
    });
    expect(reply.code).toBe('QUERY_TOO_EXPENSIVE');
    expect(reply.message).toContain('nested');
  });
});

describe('another way in', () => {
  it('is not a batch', async () => {
    const reply = await attack(target, {
      body: Array.from({ length: 10 }, () => ({ query: '{ __typename }' })),
    });
    expect(reply).toMatchObject({ status: 400, code: 'BAD_INPUT' });
  });

  it('is not GET, for a query or a mutation', async () => {
    for (const query of ['{__typename}', 'mutation{runLeague(programme:"all"){id}}']) {
      const path = `/graphql?query=${encodeURIComponent(query)}`;
      for (const headers of [{}, { 'apollo-require-preflight': 'yes' }]) {
        const reply = await attack(target, { method: 'GET', path, headers });
        expect(reply.status).toBe(405);
        expect(reply.headers.allow).toBe('POST');
        expect(reply.data).toBeUndefined();
      }
    }
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', ''])(
    'is not a form or plain text: %s',
    async (type) => {
      const bodies = ['query=%7B__typename%7D', '{"query":"{ __typename }"}'];
      for (const body of bodies) {
        const reply = await attack(target, { body, headers: { 'content-type': type } });
        expect(reply).toMatchObject({ status: 400, code: 'BAD_INPUT' });
        expectQuiet(reply);
      }
    },
  );

  it('is not a page of another origin', async () => {
    const reply = await attack(target, {
      body: { query: '{ __typename }' },
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    const preflight = await attack(target, {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(405);
  });
});

describe('the schema', () => {
  it('is told to nobody in production but those with the right', async () => {
    for (const query of [
      getIntrospectionQuery(),
      '{ __type(name: "Person") { name } }',
      '{ ...f } fragment f on Query { s: __schema { types { name } } }',
    ]) {
      expect(await ask(query)).toMatchObject({ code: 'FORBIDDEN', status: 403, data: undefined });
      expect((await ask(query, ['administrator'])).code).toBeUndefined();
    }
  });

  it('is not asked in circles, even with the right', async () => {
    const circle = `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`;
    expect((await ask(circle, ['administrator'])).message).toMatch(/introspection depth/i);
  });

  it('is not suggested, whatever is nearly right', async () => {
    for (const query of [
      '{ leagu(programme: "all") { asOf } }',
      '{ me { subjec } }',
      '{ league(programm: "all") { asOf } }',
      '{ league(programme: "all") { entrie { rank } } }',
      '{ search(text: "x", kinds: [PERSO]) { capped } }',
      'query ($x: Perso) { me { subject } }',
      '{ me { ...f } } fragment f on Viewe { subject }',
      'mutation { runLeagu(programme: "all") { id } }',
      '{ programmeDryRun(input: { nam: "x" }) { listed } }',
    ]) {
      const reply = await ask(query);
      expect(reply.code, query).toBe('BAD_INPUT');
      expect(reply.text, query).not.toMatch(/did you mean|suggest/i);
      expectQuiet(reply, query);
    }
  });
});

describe('what answers', () => {
  it('is not named by errors that engines are told apart by', async () => {
    for (const query of [
      '',
      'queryy { __typename }',
      'query { __typename @abc }',
      'query @deprecated { __typename }',
      'query { __typename @skip }',
      'query { a }',
      'query { alias^_: __typename { __typename } }',
      'subscription { __typename }',
      'mutation { __typename @abc }',
      'query { __typename } fragment f on Query { __typename }',
    ]) {
      const reply = await ask(query);
      expectQuiet(reply, query);
      expect(Object.keys(JSON.parse(reply.text)).sort(), query).not.toContain('extensions');
    }
  });

  it('shows no tracing, no stack and no engine in its headers, and is kept by no cache', async () => {
    const reply = await ask('{ me { subject } }');
    expect(reply.text).not.toContain('tracing');
    const { headers } = reply;
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'SAMEORIGIN',
    });
    expect(headers['strict-transport-security']).toMatch(/max-age/);
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    for (const name of ['x-powered-by', 'server', 'x-apollo-operation-name', 'access-control-allow-origin'])
      expect(headers[name], name).toBeUndefined();
  });

  it('shows no explorer and no landing page of the engine in production', async () => {
    for (const path of ['/explorer', '/graphql'])
      expect(
        (await attack(target, { method: 'GET', path, headers: { accept: 'text/html' } })).status,
      ).toBeGreaterThanOrEqual(404);
    expectQuiet(await attack(target, { method: 'GET', path: '/nowhere' }));
  });
});

describe('where only trusted documents are answered', () => {
  it('refuses every other document, but to whoever has the right', async () => {
    const strict = await testService(await testGraph(), { settings: { documents: 'trusted' } });
    const own = { body: { query: '{ me { subject } }' } };
    expect(await attack(strict, own)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await attack(strict, { ...own, roles: ['administrator'] })).code).toBeUndefined();
    const unknown = `sha256:${'0'.repeat(64)}`;
    expect(await attack(strict, { body: { documentId: unknown } })).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    });
    const mixed = { documentId: unknown, query: '{ me { subject } }' };
    expect((await attack(strict, { body: mixed })).code).toBe('BAD_INPUT');
  });
});
