import { LinchpinError } from '../errors/LinchpinError.ts';

/** Roles give actions, never sight: no role sees past its holder's clearance. A `service` token carries some of these. */
export const ROLES = [
  'analyst',
  'planner',
  'supervisor',
  'authorising-officer',
  'auditor',
  'importer',
  'administrator',
  'deconfliction-desk',
] as const;
export type Role = (typeof ROLES)[number];

const READERS = ['analyst', 'planner', 'supervisor', 'authorising-officer'] as const;

/** The one table of who may do what. */
export const POLICY = {
  'me:read': ROLES,
  'graph:read': READERS,
  'search:read': READERS,
  'league:read': READERS,
  'league:run': READERS,
  'run:freeze': ['supervisor'],
  'adoption:propose': ['analyst', 'planner', 'supervisor'],
  'adoption:decide': ['supervisor'],
  'programme:read': [...READERS, 'administrator'],
  'programme:change': ['supervisor', 'administrator'],
  'harm:read': [...READERS, 'importer', 'administrator'],
  'unmatched:read': ['analyst', 'supervisor', 'importer'],
  'statistics:read': [...READERS, 'importer'],
  'import:run': ['importer'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Right = keyof typeof POLICY;

/** Which right each root field of the API needs; a root field that is not here is refused, and fails the build. */
export const FIELD_RIGHTS: Readonly<Record<string, Right>> = {
  'Query.me': 'me:read',
  'Query.harmEditions': 'harm:read',
  'Query.harmWeight': 'harm:read',
  'Query.unmatchedOffenceCodes': 'unmatched:read',
  'Query.programmes': 'programme:read',
  'Query.programmeDryRun': 'league:read',
  'Mutation.createProgramme': 'programme:change',
  'Mutation.updateProgramme': 'programme:change',
  'Mutation.retireProgramme': 'programme:change',
  'Query.league': 'league:read',
  'Query.adoptions': 'league:read',
  'Mutation.proposeAdoption': 'adoption:propose',
  'Mutation.adoptEntry': 'adoption:decide',
  'Mutation.declineEntry': 'adoption:decide',
  'Mutation.endAdoption': 'adoption:decide',
  'Query.coverage': 'league:read',
  'Query.concentration': 'league:read',
  'Query.compareRuns': 'league:read',
  'Query.whatIf': 'league:read',
  'Query.compareEditions': 'league:read',
  'Query.leagueRun': 'league:read',
  'Query.leagueRuns': 'league:read',
  'Query.leagueSchedule': 'league:read',
  'Mutation.runLeague': 'league:run',
  'Mutation.freezeLeagueRun': 'run:freeze',
  'Query.person': 'graph:read',
  'Query.offence': 'graph:read',
  'Query.location': 'graph:read',
  'Query.search': 'search:read',
  'Query.statistics': 'statistics:read',
  'Subscription.leagueChanged': 'league:read',
};

/** Every field of the generated catalogue reads the graph. */
const CATALOGUE_RIGHT: Right = 'graph:read';

/** The right that a root field needs, or undefined where nobody has decided. */
export function rightOf(field: string): Right | undefined {
  return /^Query\.catalogue[A-Z]/.test(field) ? CATALOGUE_RIGHT : FIELD_RIGHTS[field];
}

/** @throws LinchpinError FORBIDDEN naming the right that is missing */
export function authorise(roles: readonly string[], right: Right | undefined): void {
  const allowed: readonly string[] = right === undefined ? [] : POLICY[right];
  if (roles.some((role) => allowed.includes(role))) return;
  throw new LinchpinError(
    'FORBIDDEN',
    right === undefined
      ? 'Nobody may use this field.'
      : `This needs the right ${right}, held by: ${allowed.join(', ')}. Your roles: ${roles.join(', ') || 'none'}.`,
  );
}
