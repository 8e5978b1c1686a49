import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { attack, expectQuiet } from '../../support/attacker.ts';
import { testGraph } from '../../support/graph.ts';
import { type TestService, testService } from '../../support/testService.ts';

let target: TestService;
/** The service's own signing key, as somebody would hold it who has stolen it. */
let own: CryptoKey;
let publicKeyText: string;
let rawPublicKey: Uint8Array;

beforeAll(async () => {
  target = await testService(await testGraph());
  await target.tokenOf(['analyst']);
  const jwk = JSON.parse(readFileSync(join(target.home, 'keys', 'development-signing.jwk'), 'utf8'));
  own = (await importJWK(jwk, 'EdDSA')) as CryptoKey;
  const { d: _secret, ...publicJwk } = jwk;
  const publicKey = createPublicKey({ key: publicJwk, format: 'jwk' });
  publicKeyText = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  rawPublicKey = Buffer.from(jwk.x, 'base64url');
}, 120_000);

const now = () => Math.floor(Date.now() / 1000);
const CLAIMS = {
  sub: 'tester',
  iss: 'linchpin-development',
  aud: 'linchpin',
  roles: ['analyst'],
  clearance: 'OFFICIAL',
} as const;
const claims = (more: JWTPayload = {}): JWTPayload => ({ ...CLAIMS, iat: now(), exp: now() + 600, ...more });
const signed = (payload: JWTPayload) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' }).sign(own);
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const without = (name: string) => {
  const { [name]: _left, ...rest } = claims();
  return rest;
};
const send = (token: string) => attack(target, { token, body: { query: '{ me { subject clearance } }' } });

async function expectRefused(token: string): Promise<void> {
  const reply = await send(token);
  expect(reply).toMatchObject({ status: 401, code: 'UNAUTHENTICATED', data: undefined });
  expectQuiet(reply);
  expect(reply.text).not.toMatch(/jose|JWS|JWT|signature|EdDSA/);
}

describe('a token', () => {
  it('of our own making is taken, so that the ones below are refused for what is wrong with them', async () => {
    expect(await send(await signed(claims()))).toMatchObject({
      status: 200,
      data: { me: { subject: 'tester' } },
    });
  });

  it.each(['none', 'None', 'NONE', 'nOnE'])('with the algorithm %s is refused', async (alg) => {
    const unsigned = `${part({ alg, typ: 'JWT' })}.${part(claims())}.`;
    await expectRefused(unsigned);
    const [, , signature] = (await signed(claims())).split('.');
    await expectRefused(`${unsigned}${signature}`);
  });

  it('of another issuer or audience is refused', async () => {
    for (const more of [{ iss: 'elsewhere' }, { iss: '' }, { aud: 'other' }, { aud: [] as string[] }])
      await expectRefused(await signed(claims(more)));
  });

  it('that has expired, or is not of now, is refused', async () => {
    await expectRefused(await signed(claims({ exp: now() - 60 })));
    await expectRefused(await signed(claims({ nbf: now() + 600 })));
  });

  it.each(['sub', 'exp', 'iat', 'iss', 'aud'])('without %s is refused', async (name) => {
    await expectRefused(await signed(without(name)));
  });

  it('with claims of another shape is refused', async () => {
    for (const more of [
      { sub: '' },
      { roles: [1] },
      { roles: { analyst: true } },
      { clearance: 'ULTRA' },
      { compartments: [1] },
      { compartments: ['a/b'] },
    ])
      await expectRefused(await signed(claims(more)));
  });

  it('signed with another key is refused', async () => {
    const other = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    await expectRefused(
      await new SignJWT(claims()).setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' }).sign(other.privateKey),
    );
    const rsa = await generateKeyPair('RS256');
    await expectRefused(
      await new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', typ: 'JWT' }).sign(rsa.privateKey),
    );
  });

  it('that brings its own key along, or says where to get it, is refused', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const jwk = publicKey.export({ format: 'jwk' });
    for (const header of [
      { jwk },
      { jku: 'http://127.0.0.1:1/keys' },
      { kid: '../../keys' },
      { x5u: 'http://127.0.0.1:1/' },
    ])
      await expectRefused(
        await new SignJWT(claims())
          .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', ...header })
          .sign(privateKey),
      );
  });

  it('signed by HMAC with our public key as the secret is refused', async () => {
    const secrets = [Buffer.from(publicKeyText), Buffer.from(publicKeyText.trim()), rawPublicKey];
    for (const secret of secrets)
      for (const alg of ['HS256', 'HS512'])
        await expectRefused(await new SignJWT(claims()).setProtectedHeader({ alg, typ: 'JWT' }).sign(secret));
  });

  it('that was changed after it was signed is refused', async () => {
    const [header, , signature] = (await signed(claims())).split('.');
    await expectRefused(`${header}.${part(claims({ clearance: 'TOP SECRET' }))}.${signature}`);
    const token = await signed(claims());
    await expectRefused(`${token.slice(0, -4)}AAAA`);
    await expectRefused(`${token}.x`);
    await expectRefused(`${token.split('.').slice(0, 2).join('.')}.`);
  });

  it('of any length is refused without harm', async () => {
    for (const token of ['x', '..', 'x'.repeat(8_000), `${part({ alg: 'EdDSA' })}.${'A'.repeat(6_000)}.A`])
      await expectRefused(token);
  });
});

describe('the header of a token', () => {
  it('is read in one way only', async () => {
    const token = await signed(claims());
    for (const authorization of [
      `Basic ${token}`,
      token,
      `Bearer ${token} ${token}`,
      'Bearer',
      `Bearer  ${token}`,
    ])
      expect(
        await attack(target, { headers: { authorization }, body: { query: '{ me { subject } }' } }),
        authorization.slice(0, 12),
      ).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    const inTheAddress = await attack(target, {
      path: `/graphql?access_token=${token}`,
      headers: { authorization: '' },
      body: { query: '{ me { subject } }' },
    });
    expect(inTheAddress.status).toBe(401);
  });
});
