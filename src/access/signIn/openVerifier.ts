import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Clock, Config } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { Principal } from '../Caller.ts';
import { ROLES } from '../policy.ts';
import { DEVELOPMENT_ISSUER, developmentKeys } from './developmentKeys.ts';
import { principalReader, SERVICE, type Warn } from './principalOf.ts';
import { type ProviderKeys, providerKeys } from './providerKeys.ts';

/** Whom a token must be meant for where nothing else is configured. */
export const AUDIENCE = 'linchpin';
/** How far the provider's clock may be ahead of ours. Expiry is exact: nobody gains time by it. */
const CLOCK_TOLERANCE_SECONDS = 10;
/** As the header says: an access token (RFC 9068), or what was usual before there was a name for one. */
const TYPES = /^(application\/)?(at\+jwt|jwt)$/i;

/** Turns a bearer token into a principal. */
export type Verifier = (token: string) => Promise<Principal>;

/**
 * The verifier of this configuration: the identity provider's keys, or in development the keys of the home. It asks
 * the provider when a token comes; one that is down is UNAVAILABLE then, and used again when it is back.
 * @param warn what the operator should read
 * @throws LinchpinError BAD_INPUT for settings that contradict each other, FORBIDDEN in production without a provider
 */
export async function openVerifier(
  config: Config,
  clock: Clock,
  warn: Warn = () => undefined,
): Promise<Verifier> {
  const { auth, production } = config;
  const { issuer, jwksUri } = auth;
  for (const role of auth.roleMap.values())
    if (role !== SERVICE && !ROLES.some((known) => known === role))
      throw bad(`LINCHPIN_ROLE_MAP: "${role}" is no role. Roles are: ${[...ROLES, SERVICE].join(', ')}.`);
  if (issuer === undefined) {
    if (jwksUri !== undefined) throw bad('LINCHPIN_AUTH_JWKS needs LINCHPIN_AUTH_ISSUER beside it.');
    const { publicKey } = await developmentKeys(config);
    const own = { keys: async () => publicKey, algorithms: ['EdDSA'] };
    return verifierOf(config, async () => own, DEVELOPMENT_ISSUER, AUDIENCE, clock, warn);
  }
  if (production && [issuer, jwksUri ?? issuer].some((url) => !url.startsWith('https://')))
    throw bad('LINCHPIN_AUTH_ISSUER and LINCHPIN_AUTH_JWKS must start with https:// in production.');
  const keysOf = providerKeys({ ...auth, issuer }, { insecure: !production, clock });
  return verifierOf(config, keysOf, issuer, auth.audience ?? AUDIENCE, clock, warn);
}

function verifierOf(
  { auth }: Config,
  keysOf: () => Promise<ProviderKeys>,
  issuer: string,
  audience: string,
  clock: Clock,
  warn: Warn,
): Verifier {
  const read = principalReader(auth, warn);
  const tell = onceAMinute(warn, clock);
  return async (token) => {
    try {
      const { keys, algorithms } = await keysOf();
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        algorithms: [...algorithms],
        issuer,
        audience,
        requiredClaims: ['exp', 'iat'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: clock.now(),
        ...(auth.maxAgeSeconds === undefined ? {} : { maxTokenAge: auth.maxAgeSeconds }),
      });
      checkTimes(payload, clock.now().getTime() / 1000);
      if (!TYPES.test(protectedHeader.typ ?? '') || isIdToken(payload)) throw invalid();
      return read(payload);
    } catch (cause) {
      if (cause instanceof LinchpinError) throw tellOperator(cause, tell);
      throw cause instanceof errors.JWTExpired ? expired(cause) : invalid(cause);
    }
  };
}

function checkTimes({ exp = 0, iat = 0 }: JWTPayload, now: number): void {
  if (exp <= now) throw expired();
  if (iat > now + CLOCK_TOLERANCE_SECONDS) throw invalid();
}

/** A token that tells a client who has signed in is not one that opens a service. */
const isIdToken = (payload: JWTPayload): boolean =>
  ['nonce', 'at_hash', 'c_hash'].some((claim) => claim in payload) ||
  ['ID', 'Refresh', 'Offline', 'Logout'].some((type) => type === payload.typ);

/** Callers learn that sign-in fails for now; what lies behind it is for the log. */
function tellOperator(error: LinchpinError, warn: Warn): LinchpinError {
  if (error.code !== 'UNAVAILABLE') return error;
  warn(error.message);
  return new LinchpinError(
    'UNAVAILABLE',
    'Tokens cannot be checked: the identity provider cannot be asked. Try again.',
    { cause: error },
  );
}

/** The same words once a minute, however many callers run into them. */
function onceAMinute(warn: Warn, clock: Clock): Warn {
  let last = { text: '', at: 0 };
  return (text) => {
    const at = clock.now().getTime();
    if (text === last.text && at < last.at + 60_000) return;
    last = { text, at };
    warn(text);
  };
}

const expired = (cause?: unknown) =>
  new LinchpinError('UNAUTHENTICATED', 'The token has expired; get a new one.', { cause });
const invalid = (cause?: unknown) =>
  new LinchpinError('UNAUTHENTICATED', 'The token is not valid for this service.', { cause });
const bad = (message: string) => new LinchpinError('BAD_INPUT', message);
