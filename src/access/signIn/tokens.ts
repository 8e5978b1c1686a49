import {
  createRemoteJWKSet,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWTVerifyGetKey,
  jwtVerify,
  SignJWT,
} from 'jose';
import { z } from 'zod';
import type { Clock, Config } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { Principal } from '../Caller.ts';
import { readOrCreate } from '../homeFile.ts';
import { LEVELS, parseMarking } from '../markings/marking.ts';
import { ROLES } from '../policy.ts';

const DEVELOPMENT_ISSUER = 'linchpin-development';
const AUDIENCE = 'linchpin';
const CLOCK_TOLERANCE_SECONDS = 30;

const claimsSchema = z.object({
  sub: z.string().min(1).max(200),
  roles: z.array(z.string()).default([]),
  rank: z.string().optional(),
  teams: z.array(z.string()).default([]),
  clearance: z.enum(LEVELS).default('OFFICIAL'),
  compartments: z.array(z.string()).default([]),
});

/** Turns a bearer token into a principal. */
export type Verifier = (token: string) => Promise<Principal>;

/**
 * The verifier of this configuration: the identity provider's keys, or in development the keys of the home.
 * @throws LinchpinError BAD_INPUT in production without an identity provider
 */
export async function openVerifier(config: Config, clock: Clock): Promise<Verifier> {
  const { issuer, audience, jwksUri } = config.auth;
  if (issuer !== undefined && jwksUri !== undefined) {
    const keys = createRemoteJWKSet(new URL(jwksUri));
    return verifierOf(keys, ['RS256', 'PS256', 'ES256', 'EdDSA'], issuer, audience ?? AUDIENCE, clock);
  }
  if (issuer !== undefined || jwksUri !== undefined)
    throw new LinchpinError('BAD_INPUT', 'LINCHPIN_AUTH_ISSUER and LINCHPIN_AUTH_JWKS must be set together.');
  refuseInProduction(config);
  const { publicKey } = await developmentKeys(config.home);
  return verifierOf(async () => publicKey, ['EdDSA'], DEVELOPMENT_ISSUER, AUDIENCE, clock);
}

function verifierOf(
  keys: JWTVerifyGetKey,
  algorithms: readonly string[],
  issuer: string,
  audience: string,
  clock: Clock,
): Verifier {
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: [...algorithms],
        issuer,
        audience,
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: clock.now(),
      });
      const { sub, ...claims } = claimsSchema.parse(payload);
      return { subject: sub, ...claims };
    } catch (cause) {
      const expired = cause instanceof errors.JWTExpired;
      const words = expired
        ? 'The token has expired; get a new one.'
        : 'The token is not valid for this service.';
      throw new LinchpinError('UNAUTHENTICATED', words, { cause });
    }
  };
}

export interface TokenRequest extends Principal {
  readonly hours: number;
}

/**
 * Signs a token with the development keys of the home.
 * @throws LinchpinError FORBIDDEN in production, BAD_INPUT for a role, clearance or compartment nobody knows
 */
export async function issueDevelopmentToken(
  config: Config,
  request: TokenRequest,
  clock: Clock,
): Promise<string> {
  refuseInProduction(config);
  const strange = request.roles.find((role) => !ROLES.some((known) => known === role));
  if (strange !== undefined)
    throw new LinchpinError('BAD_INPUT', `--roles: "${strange}" is no role. Roles are: ${ROLES.join(', ')}.`);
  const marking = [request.clearance, request.compartments.join(';')].filter((part) => part !== '').join('/');
  if (parseMarking(marking) === undefined)
    throw new LinchpinError(
      'BAD_INPUT',
      `--clearance must be one of ${LEVELS.join(', ')}; compartments are plain words.`,
    );
  if (!(request.hours > 0 && request.hours <= 24 * 30))
    throw new LinchpinError('BAD_INPUT', '--hours must be more than 0 and at most 720.');
  const { privateKey } = await developmentKeys(config.home);
  const { subject, hours, roles, rank, teams, clearance, compartments } = request;
  const issuedAt = Math.floor(clock.now().getTime() / 1000);
  return new SignJWT({ roles, teams, clearance, compartments, ...(rank === undefined ? {} : { rank }) })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(subject)
    .setIssuer(DEVELOPMENT_ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + Math.round(hours * 3600))
    .sign(privateKey);
}

function refuseInProduction(config: Config): void {
  if (config.production)
    throw new LinchpinError(
      'FORBIDDEN',
      'Development keys are refused when NODE_ENV=production. Set LINCHPIN_AUTH_ISSUER, LINCHPIN_AUTH_AUDIENCE and LINCHPIN_AUTH_JWKS.',
    );
}

async function developmentKeys(home: string) {
  const text = await readOrCreate(home, 'development-signing.jwk', async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    return JSON.stringify(await exportJWK(privateKey));
  });
  const jwk = z
    .object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), d: z.string() })
    .parse(JSON.parse(text));
  const { d: _secret, ...publicJwk } = jwk;
  return { privateKey: await importJWK(jwk, 'EdDSA'), publicKey: await importJWK(publicJwk, 'EdDSA') };
}
