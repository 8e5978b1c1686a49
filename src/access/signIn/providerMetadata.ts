import { z } from 'zod';
import type { Clock } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';

/** What is used of a provider's own description (OpenID Connect Discovery 1.0, section 3). */
export interface ProviderMetadata {
  readonly jwksUri: string;
  /** Algorithms it says it signs with; undefined where it says nothing. */
  readonly algorithms?: readonly string[] | undefined;
}

const TIMEOUT_MS = 5_000;

const metadataSchema = z.object({
  issuer: z.string(),
  jwks_uri: z.url(),
  id_token_signing_alg_values_supported: z.array(z.string()).optional(),
});

/**
 * Asks a provider for its description when it is first needed and again when that has grown old. Many who ask at once
 * are one request; one that fails is tried again by the next who asks.
 * @returns a function that throws LinchpinError UNAVAILABLE where the provider cannot be asked, or is another
 */
export function providerMetadata(
  issuer: string,
  { refreshSeconds, insecure, clock }: { refreshSeconds: number; insecure: boolean; clock: Clock },
): () => Promise<ProviderMetadata> {
  let known: { readonly metadata: ProviderMetadata; readonly until: number } | undefined;
  let asking: Promise<ProviderMetadata> | undefined;
  const ask = async () => {
    const metadata = await fetchMetadata(issuer, insecure);
    known = { metadata, until: clock.now().getTime() + refreshSeconds * 1000 };
    return metadata;
  };
  return async () => {
    if (known !== undefined && clock.now().getTime() < known.until) return known.metadata;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

async function fetchMetadata(issuer: string, insecure: boolean): Promise<ProviderMetadata> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  let body: unknown;
  try {
    // A redirect could lead to a provider that nobody has configured.
    const response = await fetch(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: 'application/json' },
    });
    if (!response.ok) throw new Error(`It answered ${response.status}.`);
    body = await response.json();
  } catch (cause) {
    throw unavailable(`The identity provider's description at ${address} cannot be read.`, cause);
  }
  const parsed = metadataSchema.safeParse(body);
  if (!parsed.success)
    throw unavailable(`The identity provider's description at ${address} is not well formed.`, parsed.error);
  const {
    issuer: stated,
    jwks_uri: jwksUri,
    id_token_signing_alg_values_supported: algorithms,
  } = parsed.data;
  if (stated !== issuer)
    throw unavailable(`The identity provider calls itself ${stated}; LINCHPIN_AUTH_ISSUER is ${issuer}.`);
  if (!insecure && !jwksUri.startsWith('https://'))
    throw unavailable('The identity provider serves its keys without https; production needs it.');
  return { jwksUri, algorithms };
}

const unavailable = (detail: string, cause?: unknown) =>
  new LinchpinError('UNAVAILABLE', detail, { ...(cause === undefined ? {} : { cause }) });
