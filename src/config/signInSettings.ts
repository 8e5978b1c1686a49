import { z } from 'zod';
import { filled, wholeNumber } from './filled.ts';

/** Where a token says what its holder is: names of claims, or dotted paths into nested ones. */
export interface ClaimPaths {
  readonly roles: string;
  readonly rank: string;
  readonly teams: string;
  readonly clearance: string;
  readonly compartments: string;
}

/** Real identity provider; no issuer means: development keys of the home, which production refuses. */
export interface AuthSettings {
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
  /** Where its keys are, where that is not to be asked of the provider. */
  readonly jwksUri?: string | undefined;
  readonly claims: ClaimPaths;
  /** The provider's words for our roles; where there are any, no other word counts. */
  readonly roleMap: ReadonlyMap<string, string>;
  /** The provider's words for our levels; where there are any, no other word counts. */
  readonly clearanceMap: ReadonlyMap<string, string>;
  /** Longest time since a token was issued, whatever its own expiry says. */
  readonly maxAgeSeconds?: number | undefined;
  /** How long the provider's metadata and keys are believed before they are asked for again. */
  readonly refreshSeconds: number;
}

const DAY_SECONDS = 86_400;

/** `theirs:ours,theirs:ours`; their word may hold colons, as URNs do. */
const wordMap = filled.transform((text, context): ReadonlyMap<string, string> => {
  const pairs = (text ?? '').split(',').filter((pair) => pair.trim() !== '');
  const entries = pairs.map((pair) => {
    const at = pair.lastIndexOf(':');
    return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()] as const;
  });
  if (entries.every(([theirs, ours]) => theirs !== '' && ours !== '')) return new Map(entries);
  context.addIssue({ code: 'custom', message: 'must be written theirs:ours,theirs:ours' });
  return z.NEVER;
});
const url = filled.pipe(z.url().optional());
const path = (name: string) => filled.transform((text) => text ?? name);

export const signInVariables = {
  LINCHPIN_AUTH_ISSUER: url,
  LINCHPIN_AUTH_AUDIENCE: filled,
  LINCHPIN_AUTH_JWKS: url,
  LINCHPIN_AUTH_MAX_AGE: wholeNumber(1, 30 * DAY_SECONDS, undefined),
  LINCHPIN_AUTH_REFRESH: wholeNumber(1, DAY_SECONDS, 300),
  LINCHPIN_CLAIM_ROLES: path('roles'),
  LINCHPIN_CLAIM_RANK: path('rank'),
  LINCHPIN_CLAIM_TEAMS: path('teams'),
  LINCHPIN_CLAIM_CLEARANCE: path('clearance'),
  LINCHPIN_CLAIM_COMPARTMENTS: path('compartments'),
  LINCHPIN_ROLE_MAP: wordMap,
  LINCHPIN_CLEARANCE_MAP: wordMap,
};
const variables = z.object(signInVariables);

export function signInSettings(env: z.output<typeof variables>): AuthSettings {
  return {
    issuer: env.LINCHPIN_AUTH_ISSUER,
    audience: env.LINCHPIN_AUTH_AUDIENCE,
    jwksUri: env.LINCHPIN_AUTH_JWKS,
    claims: {
      roles: env.LINCHPIN_CLAIM_ROLES,
      rank: env.LINCHPIN_CLAIM_RANK,
      teams: env.LINCHPIN_CLAIM_TEAMS,
      clearance: env.LINCHPIN_CLAIM_CLEARANCE,
      compartments: env.LINCHPIN_CLAIM_COMPARTMENTS,
    },
    roleMap: env.LINCHPIN_ROLE_MAP,
    clearanceMap: env.LINCHPIN_CLEARANCE_MAP,
    maxAgeSeconds: env.LINCHPIN_AUTH_MAX_AGE,
    refreshSeconds: env.LINCHPIN_AUTH_REFRESH,
  };
}
