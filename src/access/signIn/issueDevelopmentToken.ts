import { SignJWT } from 'jose';
import type { Clock, Config } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { Principal } from '../Caller.ts';
import { LEVELS, parseMarking } from '../markings/marking.ts';
import { ROLES } from '../policy.ts';
import { DEVELOPMENT_ISSUER, developmentKeys, refuseInProduction } from './developmentKeys.ts';
import { AUDIENCE } from './openVerifier.ts';
import { SERVICE } from './principalOf.ts';

export interface TokenRequest extends Omit<Principal, 'machine' | 'expiresAt'> {
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
  const roles: readonly string[] = [...ROLES, SERVICE];
  const strange = request.roles.find((role) => !roles.includes(role));
  if (strange !== undefined)
    throw new LinchpinError('BAD_INPUT', `--roles: "${strange}" is no role. Roles are: ${roles.join(', ')}.`);
  const marking = [request.clearance, request.compartments.join(';')].filter((part) => part !== '').join('/');
  if (parseMarking(marking) === undefined)
    throw new LinchpinError(
      'BAD_INPUT',
      `--clearance must be one of ${LEVELS.join(', ')}; compartments are plain words.`,
    );
  if (!(request.hours > 0 && request.hours <= 24 * 30))
    throw new LinchpinError('BAD_INPUT', '--hours must be more than 0 and at most 720.');
  const { privateKey } = await developmentKeys(config);
  const { subject, hours, roles: held, rank, teams, clearance, compartments } = request;
  const issuedAt = Math.floor(clock.now().getTime() / 1000);
  return new SignJWT({ roles: held, teams, clearance, compartments, ...(rank === undefined ? {} : { rank }) })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
    .setSubject(subject)
    .setIssuer(DEVELOPMENT_ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + Math.round(hours * 3600))
    .sign(privateKey);
}
