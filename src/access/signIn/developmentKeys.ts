import { exportJWK, generateKeyPair, importJWK } from 'jose';
import { z } from 'zod';
import type { Config } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { readOrCreate } from '../homeFile.ts';

export const DEVELOPMENT_ISSUER = 'linchpin-development';

/**
 * The key pair of this home, made when it is first asked for.
 * @throws LinchpinError FORBIDDEN in production
 */
export async function developmentKeys(config: Config) {
  refuseInProduction(config);
  const text = await readOrCreate(config.home, 'development-signing.jwk', async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    return JSON.stringify(await exportJWK(privateKey));
  });
  const jwk = z
    .object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), d: z.string() })
    .parse(JSON.parse(text));
  const { d: _secret, ...publicJwk } = jwk;
  return { privateKey: await importJWK(jwk, 'EdDSA'), publicKey: await importJWK(publicJwk, 'EdDSA') };
}

/** @throws LinchpinError FORBIDDEN in production */
export function refuseInProduction(config: Config): void {
  if (config.production)
    throw new LinchpinError(
      'FORBIDDEN',
      'Development keys are refused when NODE_ENV=production. Set LINCHPIN_AUTH_ISSUER and LINCHPIN_AUTH_AUDIENCE.',
    );
}
