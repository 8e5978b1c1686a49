import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import type { AuthSettings, Clock } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { providerMetadata } from './providerMetadata.ts';

/** Algorithms that are accepted: signatures only, so that a public key is never taken for a password. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;
const TIMEOUT_MS = 5_000;
/** Least time between two requests for keys when tokens name one that is not known. */
const COOLDOWN_MS = 5_000;

/** What a token of the provider is checked with. */
export interface ProviderKeys {
  readonly keys: JWTVerifyGetKey;
  readonly algorithms: readonly string[];
}

/**
 * The provider's keys, found by discovery or where the configuration says they are; asked for when they are needed,
 * kept for a while, and asked for again when a token names one that is new.
 * @returns a function that throws LinchpinError UNAVAILABLE where the provider cannot be asked
 */
export function providerKeys(
  { issuer, jwksUri, refreshSeconds }: AuthSettings & { readonly issuer: string },
  { insecure, clock }: { readonly insecure: boolean; readonly clock: Clock },
): () => Promise<ProviderKeys> {
  const discover = providerMetadata(issuer, { refreshSeconds, insecure, clock });
  let current: { readonly uri: string; readonly keys: JWTVerifyGetKey } | undefined;
  const keysAt = (uri: string): JWTVerifyGetKey => {
    // The same set for as long as it stays in its place, since it holds what was fetched.
    if (current?.uri !== uri) {
      const remote = createRemoteJWKSet(new URL(uri), {
        timeoutDuration: TIMEOUT_MS,
        cooldownDuration: Math.min(COOLDOWN_MS, refreshSeconds * 1000),
        cacheMaxAge: refreshSeconds * 1000,
      });
      current = { uri, keys: (header, token) => remote(header, token).catch(rethrow) };
    }
    return current.keys;
  };
  if (jwksUri !== undefined) return async () => ({ keys: keysAt(jwksUri), algorithms: ALGORITHMS });
  return async () => {
    const { jwksUri: uri, algorithms: stated } = await discover();
    const algorithms = ALGORITHMS.filter((name) => stated === undefined || stated.includes(name));
    if (algorithms.length === 0)
      throw new LinchpinError(
        'UNAVAILABLE',
        `The identity provider signs with nothing that is accepted here (${ALGORITHMS.join(', ')}).`,
      );
    return { keys: keysAt(uri), algorithms };
  };
}

/** A key that does not fit is the token's fault; keys that cannot be had are not. */
function rethrow(cause: unknown): never {
  const fault = cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys;
  if (fault || cause instanceof errors.JOSENotSupported) throw cause;
  throw new LinchpinError('UNAVAILABLE', "The identity provider's keys cannot be read.", { cause });
}
