import { createHmac, createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair, importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  authorise,
  decodeCursor,
  encodeCursor,
  FIELD_RIGHTS,
  issueDevelopmentToken,
  openPseudonyms,
  openVerifier,
  POLICY,
  ROLES,
  rightOf,
  type TokenRequest,
  type Verifier,
} from '../../../src/access/index.ts';
import { type Config, readConfig, systemClock } from '../../../src/config/index.ts';

const home = mkdtempSync(join(tmpdir(), 'linchpin-keys-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const config: Config = { ...readConfig({}, home), home };
const at = (time: number) => ({ now: () => new Date(time) });
const analyst: TokenRequest = {
  subject: 'analyst-1',
  roles: ['analyst'],
  teams: ['north'],
  clearance: 'SECRET',
  compartments: ['ALPHA'],
  hours: 1,
};
let verify: Verifier;
beforeAll(async () => {
  verify = await openVerifier(config, systemClock);
});
const refused = { code: 'UNAUTHENTICATED' };
const ownKey = async () =>
  importJWK(JSON.parse(readFileSync(join(home, 'keys', 'development-signing.jwk'), 'utf8')), 'EdDSA');
const claims = (issuer = 'linchpin-development', audience = 'linchpin') =>
  new SignJWT({ roles: ['analyst'] })
    .setSubject('x')
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('1h');

describe('a token', () => {
  it('says who calls, in which roles and with which clearance', async () => {
    const { hours: _hours, ...principal } = analyst;
    const issued = Date.UTC(2100, 0, 1);
    const then = await openVerifier(config, at(issued));
    expect(await then(await issueDevelopmentToken(config, analyst, at(issued)))).toEqual({
      ...principal,
      machine: false,
      expiresAt: new Date(issued + 3_600_000),
    });
  });

  it('is refused when it has expired, and says so', async () => {
    const old = await issueDevelopmentToken(config, analyst, at(Date.now() - 2 * 3_600_000));
    await expect(verify(old)).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('expired'),
    });
  });

  it('of another issuer or audience is refused, though our key signed it', async () => {
    const key = await ownKey();
    const sign = (token: SignJWT) => token.setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' }).sign(key);
    await expect(verify(await sign(claims()))).resolves.toMatchObject({ subject: 'x' });
    await expect(verify(await sign(claims('another')))).rejects.toMatchObject(refused);
    await expect(verify(await sign(claims(undefined, 'another')))).rejects.toMatchObject(refused);
  });

  it('of another key is refused', async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const token = await claims().setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' }).sign(privateKey);
    await expect(verify(token)).rejects.toMatchObject(refused);
  });

  it('signed with nothing, or with our public key as a password, is refused', async () => {
    const jwk = JSON.parse(readFileSync(join(home, 'keys', 'development-signing.jwk'), 'utf8'));
    const { d: _secret, ...open } = jwk;
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const now = Math.floor(Date.now() / 1000);
    const body = encode({ sub: 'x', iss: 'linchpin-development', aud: 'linchpin', iat: now, exp: now + 60 });
    await expect(verify(`${encode({ alg: 'none' })}.${body}.`)).rejects.toMatchObject(refused);
    const pem = createPublicKey({ key: open, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    for (const secret of [pem, open.x, JSON.stringify(open), Buffer.from(open.x, 'base64url')]) {
      const head = `${encode({ alg: 'HS256' })}.${body}`;
      const forged = `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
      await expect(verify(forged)).rejects.toMatchObject(refused);
    }
  });

  it.each(['', 'x', 'a.b.c'])('that is none is refused: "%s"', async (text) => {
    await expect(verify(text)).rejects.toMatchObject(refused);
  });

  it('of the development keys is neither made nor read in production', async () => {
    const production = { ...config, production: true };
    await expect(openVerifier(production, systemClock)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(issueDevelopmentToken(production, analyst, systemClock)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('the policy', () => {
  it.each(Object.keys(POLICY) as (keyof typeof POLICY)[])(
    'gives %s to its roles and to no other',
    (right) => {
      const allowed: readonly string[] = POLICY[right];
      for (const role of ROLES) {
        if (allowed.includes(role)) expect(() => authorise([role], right)).not.toThrow();
        else expect(() => authorise([role], right)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
      }
      expect(() => authorise([], right)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    },
  );

  it('refuses everybody a field of which nobody has decided', () => {
    expect(rightOf('Query.somethingNew')).toBeUndefined();
    expect(() => authorise(ROLES, undefined)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    expect(Object.keys(FIELD_RIGHTS)).toContain('Query.league');
  });
});

describe('the pseudonym of a victim', () => {
  it('is the same for one person and key, another for another, and holds nothing of the id', async () => {
    const [one, two] = await Promise.all(
      ['a key of one service', 'a key of another one'].map((pseudonymKey) =>
        openPseudonyms({ ...config, pseudonymKey }),
      ),
    );
    expect(one?.victim('s:1')).toMatch(/^V-[0-9A-HJKMNP-TV-Z]{12}$/);
    expect(one?.victim('s:1')).toBe(one?.victim('s:1'));
    expect(one?.victim('s:1')).not.toBe(one?.victim('s:2'));
    expect(one?.victim('s:1')).not.toBe(two?.victim('s:1'));
  });

  it('needs a key of its own in production, and one that is long enough', async () => {
    const { pseudonymKey: _key, ...without } = config;
    await expect(openPseudonyms({ ...without, production: true })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await expect(openPseudonyms({ ...config, pseudonymKey: 'short' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });
});

describe('a cursor', () => {
  it('is read back as it was made, and refused where it is of another list or none', () => {
    expect(decodeCursor(encodeCursor([1.5, 'é']), ['number', 'string'])).toEqual([1.5, 'é']);
    for (const forged of [
      '',
      '!!',
      'e30',
      encodeCursor(['1', 'é']),
      encodeCursor([1]),
      encodeCursor([1, 'a', 'b']),
    ])
      expect(() => decodeCursor(forged, ['number', 'string'])).toThrow(
        expect.objectContaining({ code: 'BAD_INPUT' }),
      );
  });
});
