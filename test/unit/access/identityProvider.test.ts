import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openVerifier, type Verifier } from '../../../src/access/index.ts';
import { readConfig, systemClock } from '../../../src/config/index.ts';
import { type IdentityProvider, identityProvider } from '../../support/identityProvider.ts';

const refused = { code: 'UNAUTHENTICATED' };
const unavailable = { code: 'UNAVAILABLE' };
const told: string[] = [];
const warn = (text: string) => void told.push(text);
const verifierOf = (issuer: string, environment: Record<string, string> = {}, clock = systemClock) =>
  openVerifier(
    readConfig({ LINCHPIN_AUTH_ISSUER: issuer, LINCHPIN_AUTH_REFRESH: '1', ...environment }, '/nowhere'),
    clock,
    warn,
  );
/** A clock that stands ahead of the provider's. */
const ahead = (seconds: number) => ({ now: () => new Date(Date.now() + seconds * 1000) });

let provider: IdentityProvider;
let verify: Verifier;
beforeAll(async () => {
  provider = await identityProvider();
  verify = await verifierOf(provider.issuer);
});
afterAll(() => provider.stop());

describe('a token of a real identity provider', () => {
  it('is read with nothing configured but the issuer', async () => {
    const claims = {
      roles: ['analyst', 'supervisor'],
      rank: 'Inspector',
      teams: 'north, south',
      clearance: 'SECRET',
      compartments: ['bravo', 'ALPHA'],
    };
    const before = Date.now();
    const { expiresAt, ...principal } = await verify(await provider.tokenOf('a.analyst', { claims }));
    expect(principal).toEqual({
      subject: 'a.analyst',
      roles: ['analyst', 'supervisor'],
      rank: 'Inspector',
      teams: ['north', 'south'],
      clearance: 'SECRET',
      compartments: ['ALPHA', 'BRAVO'],
      machine: false,
    });
    expect(expiresAt?.getTime()).toBeGreaterThan(before);
  });

  it('of client credentials is a machine, named by its client, with the roles it carries and no more', async () => {
    const token = await provider.machineToken({ claims: { roles: ['service', 'importer'] } });
    expect(await verify(token)).toMatchObject({
      subject: 'service:loader',
      machine: true,
      roles: ['importer'],
      clearance: 'OFFICIAL',
    });
    expect(await verify(await provider.machineToken())).toMatchObject({ machine: true, roles: [] });
  });

  it.each([
    [
      'v2 of an application',
      { azp: 'a-1', azpacr: '1', oid: 'o-1', tid: 't-1', ver: '2.0', roles: [] },
      true,
    ],
    ['v1 of an application', { appid: 'a-1', appidacr: '2', oid: 'o-1', tid: 't-1', ver: '1.0' }, true],
    ['v1 of an application without a directory', { appid: 'a-1', ver: '1.0' }, true],
    ['an application that is marked', { appid: 'a-1', idtyp: 'app', scp: 'none' }, true],
    [
      'an application that its object stands for',
      { azp: 'a-1', oid: 'a.person', tid: 't-1', scp: 'x' },
      true,
    ],
    ['v2 of a person', { azp: 'a-1', oid: 'o-2', tid: 't-1', ver: '2.0', scp: 'access_as_user' }, false],
    [
      'v1 of a person',
      { appid: 'a-1', oid: 'o-2', tid: 't-1', ver: '1.0', scp: 'user_impersonation' },
      false,
    ],
    ['a person who is marked', { azp: 'a-1', oid: 'o-2', tid: 't-1', ver: '2.0', idtyp: 'user' }, false],
  ])('in the shape of Entra ID, %s, is told to be a machine or a person', async (_what, claims, machine) => {
    const found = await verify(await provider.tokenOf('a.person', { claims }));
    expect(found.machine).toBe(machine);
    expect(found.subject.startsWith('service:')).toBe(machine);
  });

  it('is read by nested claims and through the words of the provider', async () => {
    const mapped = await verifierOf(provider.issuer, {
      LINCHPIN_CLAIM_ROLES: 'realm_access.roles',
      LINCHPIN_CLAIM_CLEARANCE: 'https://force.example/vetting',
      LINCHPIN_CLAIM_TEAMS: 'groups',
      LINCHPIN_ROLE_MAP: 'linchpin-analyst:analyst,urn:force:super:supervisor',
      LINCHPIN_CLEARANCE_MAP: 'SC:SECRET',
    });
    const claims = {
      realm_access: { roles: ['linchpin-analyst', 'urn:force:super', 'auditor'] },
      'https://force.example/vetting': 'SC',
      groups: 'homicide vice',
    };
    const principal = await mapped(await provider.tokenOf('x', { claims }));
    expect(principal).toMatchObject({
      roles: ['analyst', 'supervisor'],
      clearance: 'SECRET',
      teams: ['homicide', 'vice'],
    });
  });

  it('may carry roles that nobody knows: they give nothing, and the log has each once', async () => {
    const claims = { roles: ['chief-of-everything', 'analyst'] };
    for (const _time of [1, 2])
      expect((await verify(await provider.tokenOf('x', { claims }))).roles).toEqual(['analyst']);
    expect(told.filter((text) => text.includes('chief-of-everything'))).toHaveLength(1);
  });

  it.each([
    ['a clearance nobody knows', { clearance: 'COSMIC' }],
    ['a clearance that is a list', { clearance: ['SECRET'] }],
    ['a marking for a clearance', { clearance: 'SECRET/ALPHA' }],
    ['two compartments in the name of one', { compartments: ['ALPHA;BRAVO'] }],
    ['a compartment that is no word', { compartments: ['<script>'] }],
    ['roles that are numbers', { roles: [1, 2] }],
    ['a rank that is none', { rank: { is: 'Inspector' } }],
    ['the marks of an ID token', { nonce: 'n', at_hash: 'h' }],
  ])('with %s is refused', async (_what, claims) => {
    await expect(verify(await provider.tokenOf('x', { claims }))).rejects.toMatchObject(refused);
  });

  it.each(['service:loader', 'cli:root', 'not signed in', ' x', 'x\u200b', 'a\u202eb', 'x'.repeat(201)])(
    'for a subject that is taken for another is refused: "%s"',
    async (subject) => {
      await expect(verify(await provider.tokenOf(subject))).rejects.toMatchObject(refused);
    },
  );

  it('for another audience is refused, and accepted where that is the one configured', async () => {
    const token = await provider.tokenOf('x', { audience: 'other-system' });
    await expect(verify(token)).rejects.toMatchObject(refused);
    const other = await verifierOf(provider.issuer, { LINCHPIN_AUTH_AUDIENCE: 'other-system' });
    expect((await other(token)).subject).toBe('x');
  });

  it('ends at its second, with no tolerance', async () => {
    const token = await provider.tokenOf('x', { seconds: 60 });
    const { expiresAt } = await verify(token);
    const end = expiresAt?.getTime() ?? 0;
    const last = await verifierOf(provider.issuer, {}, { now: () => new Date(end - 1) });
    const over = await verifierOf(provider.issuer, {}, { now: () => new Date(end) });
    expect((await last(token)).subject).toBe('x');
    await expect(over(token)).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('expired'),
    });
  });

  it('that is older than configured, or of tomorrow, is refused', async () => {
    const token = await provider.tokenOf('x');
    const short = { LINCHPIN_AUTH_MAX_AGE: '60' };
    expect((await (await verifierOf(provider.issuer, short, ahead(30)))(token)).subject).toBe('x');
    await expect((await verifierOf(provider.issuer, short, ahead(90)))(token)).rejects.toMatchObject(refused);
    await expect((await verifierOf(provider.issuer, {}, ahead(-60)))(token)).rejects.toMatchObject(refused);
  });

  it('of another provider is refused', async () => {
    const other = await identityProvider();
    try {
      await expect(verify(await other.tokenOf('x'))).rejects.toMatchObject(refused);
    } finally {
      await other.stop();
    }
  });
});

describe('the identity provider', () => {
  it('may change its keys: new tokens are accepted at once, old ones no longer once the keys are read again', async () => {
    const old = await provider.tokenOf('x');
    expect((await verify(old)).subject).toBe('x');
    await provider.rotate();
    const fresh = await provider.tokenOf('y');
    await vi.waitFor(async () => expect((await verify(fresh)).subject).toBe('y'), { timeout: 10_000 });
    await expect(verify(old)).rejects.toMatchObject(refused);
  });

  it('is not asked for its keys by every token that names an unknown one', async () => {
    const calm = await verifierOf(provider.issuer, { LINCHPIN_AUTH_REFRESH: '60' });
    const old = await provider.tokenOf('x');
    await calm(await provider.tokenOf('x'));
    await provider.rotate();
    const forged = await provider.tokenOf('y');
    const before = provider.keyRequests();
    await Promise.allSettled(Array.from({ length: 50 }, () => calm(forged)));
    expect(provider.keyRequests() - before).toBeLessThanOrEqual(1);
    expect((await calm(old)).subject).toBe('x');
  });

  it('that is down is UNAVAILABLE, not the fault of the token, and used again when it is back', async () => {
    const token = await provider.tokenOf('x');
    await provider.stop();
    const started = await verifierOf(provider.issuer);
    await expect(started(token)).rejects.toMatchObject(unavailable);
    // Who had its keys knows them for the time they are believed, and no longer.
    await vi.waitFor(() => expect(verify(token)).rejects.toMatchObject(unavailable), { timeout: 10_000 });
    await provider.start();
    // It is not asked again at once by whoever has just found it away.
    for (const back of [started, verify])
      await vi.waitFor(async () => expect((await back(token)).subject).toBe('x'), { timeout: 10_000 });
  });

  it('that gives itself another name is not believed', async () => {
    const liar = await identityProvider('http://another.example');
    try {
      const verifier = await verifierOf(liar.issuer);
      await expect(verifier(await liar.tokenOf('x'))).rejects.toMatchObject(unavailable);
      expect(told.join()).toContain('calls itself http://another.example');
    } finally {
      await liar.stop();
    }
  });

  describe('that answers strangely', () => {
    let server: Server;
    let body = '';
    let issuer = '';
    beforeAll(async () => {
      server = createServer((request, response) => {
        if (request.url === '/moved/.well-known/openid-configuration')
          response.writeHead(302, { location: `${provider.issuer}/.well-known/openid-configuration` }).end();
        else if (!request.url?.startsWith('/silent')) response.end(body);
      });
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      server.close();
      server.closeAllConnections();
    });

    it.each([
      ['no JSON', () => 'hello', ''],
      ['a description without keys', () => JSON.stringify({ issuer }), ''],
      [
        'algorithms that are passwords only',
        () =>
          JSON.stringify({
            issuer,
            jwks_uri: `${issuer}/jwks`,
            id_token_signing_alg_values_supported: ['HS256', 'none'],
          }),
        '',
      ],
      ['keys that are none', () => JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks` }), ''],
      ['the way to another provider', () => '', '/moved'],
      ['nothing at all', () => '', '/silent'],
    ])('with %s is UNAVAILABLE', async (_what, answer, path) => {
      body = answer();
      const verifier = await verifierOf(`${issuer}${path}`);
      await expect(verifier(await provider.tokenOf('x'))).rejects.toMatchObject(unavailable);
    });
  });

  it('is spoken to by https only in production, and configured whole', async () => {
    const production = { NODE_ENV: 'production' };
    await expect(verifierOf('http://idp.example', production)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const keys = { ...production, LINCHPIN_AUTH_JWKS: 'http://idp.example/keys' };
    await expect(verifierOf('https://idp.example', keys)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(verifierOf('https://idp.example', production)).resolves.toBeTypeOf('function');
    await expect(
      verifierOf('https://idp.example', { LINCHPIN_ROLE_MAP: 'theirs:emperor' }),
    ).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('emperor') });
    expect(() => readConfig({ LINCHPIN_ROLE_MAP: 'nothing' }, '/')).toThrow(/LINCHPIN_ROLE_MAP/);
  });

  it('may have its keys where the configuration says, without discovery', async () => {
    const direct = await verifierOf(provider.issuer, { LINCHPIN_AUTH_JWKS: `${provider.issuer}/jwks` });
    expect((await direct(await provider.tokenOf('x'))).subject).toBe('x');
  });
});
