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

/** The one table of who may do what. Rights of later domains stand in it from the start, so that they are decided once. */
export const POLICY = {
  'me:read': ROLES,
  'graph:read': READERS,
  'search:read': READERS,
  'league:read': READERS,
  'league:run': READERS,
  'statistics:read': [...READERS, 'importer'],
  'victims:pseudonyms': READERS,
  'victims:join': ['supervisor'],
  'victims:reveal': ['supervisor'],
  'adoption:propose': ['analyst', 'planner', 'supervisor'],
  'judgement:propose': ['analyst', 'planner', 'supervisor'],
  'series:propose': ['analyst', 'planner', 'supervisor'],
  'run:freeze': ['supervisor'],
  'adoption:decide': ['supervisor'],
  'judgement:decide': ['supervisor'],
  'series:decide': ['supervisor'],
  'programme:read': [...READERS, 'administrator'],
  'programme:change': ['supervisor', 'administrator'],
  'operation:plan': ['planner', 'supervisor'],
  'authority:apply': ['planner', 'supervisor'],
  'authority:decide': ['authorising-officer'],
  'marking:set': ['supervisor'],
  'retention:read': ['supervisor'],
  'retention:decide': ['supervisor'],
  'subject:export': ['supervisor'],
  'correction:notify': ['supervisor'],
  'breakglass:open': READERS,
  'breakglass:approve': ['supervisor'],
  'breakglass:read': ['supervisor', 'auditor'],
  'audit:read': ['auditor'],
  'audit:verify': ['auditor'],
  'audit:export': ['auditor'],
  'harm:read': [...READERS, 'importer', 'administrator'],
  'unmatched:read': [...READERS, 'importer'],
  'unmatched:mend': ['importer'],
  'import:run': ['importer'],
  'rejected:read': ['importer'],
  'settings:manage': ['administrator'],
  'schema:read': ['administrator'],
  'deconfliction:read': ['deconfliction-desk'],
  // Who looks after the service sees no intelligence, and so loses nothing by these.
  'documents:any': ['administrator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Right = keyof typeof POLICY;

/** Which right each root field and route of the API needs; one that is not here is refused, and fails the build. */
export const FIELD_RIGHTS: Readonly<Record<string, Right>> = {
  'Query.me': 'me:read',
  'Query.myAuditEntries': 'me:read',
  'Query.auditEntries': 'audit:read',
  'Query.whoLookedAt': 'audit:read',
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
  'Query.markingHistory': 'marking:set',
  'Mutation.setMarking': 'marking:set',
  'Query.search': 'search:read',
  'Query.paths': 'graph:read',
  'Query.pathsToListed': 'graph:read',
  'Query.sharedThings': 'graph:read',
  'Query.associates': 'graph:read',
  'Query.dossier': 'graph:read',
  'Query.openThreads': 'graph:read',
  'Query.likelyAssociates': 'graph:read',
  'Query.neighbourhood': 'graph:read',
  'Query.network': 'graph:read',
  'Query.disruption': 'graph:read',
  'Query.hiddenLinks': 'graph:read',
  'Query.seriesCandidates': 'graph:read',
  'Query.series': 'graph:read',
  'Query.nearRepeats': 'graph:read',
  'Mutation.decideSeries': 'series:decide',
  'Query.statistics': 'statistics:read',
  'Query.myReveals': 'victims:reveal',
  'Mutation.revealVictim': 'victims:reveal',
  'Query.retentionDue': 'retention:read',
  'Query.correctionNotices': 'correction:notify',
  'Mutation.decideRetention': 'retention:decide',
  'Mutation.eraseRecord': 'retention:decide',
  'Mutation.recordCorrection': 'correction:notify',
  'Subscription.leagueChanged': 'league:read',
  'POST /import': 'import:run',
  'GET /league-runs': 'league:read',
  'Query.breakGlasses': 'breakglass:read',
  'Mutation.openBreakGlass': 'breakglass:open',
  'Mutation.approveBreakGlass': 'breakglass:approve',
  'Mutation.declineBreakGlass': 'breakglass:approve',
  'Mutation.endBreakGlass': 'breakglass:open',
  'Subscription.breakGlassChanged': 'breakglass:read',
  'Query.banner': 'me:read',
};

/** Every field of the generated catalogue reads the graph. */
const CATALOGUE_RIGHT: Right = 'graph:read';

/** The right that a root field or route needs, or undefined where nobody has decided. */
export function rightOf(field: string): Right | undefined {
  return /^Query\.catalogue[A-Z]/.test(field) ? CATALOGUE_RIGHT : FIELD_RIGHTS[field];
}

/** Whether one of these roles carries the right. */
export function holds(roles: readonly string[], right: Right): boolean {
  const allowed: readonly string[] = POLICY[right];
  return roles.some((role) => allowed.includes(role));
}
/** What these roles allow together. */
export const rightsOf = (roles: readonly string[]): readonly string[] =>
  Object.entries(POLICY)
    .filter(([, holders]) => holders.some((role) => roles.includes(role)))
    .map(([right]) => right)
    .sort();

/** @throws LinchpinError FORBIDDEN naming the right that is missing */
export function authorise(roles: readonly string[], right: Right | undefined): void {
  if (right !== undefined && holds(roles, right)) return;
  const allowed: readonly string[] = right === undefined ? [] : POLICY[right];
  throw new LinchpinError(
    'FORBIDDEN',
    right === undefined
      ? 'Nobody may use this field.'
      : `This needs the right ${right}, held by: ${allowed.join(', ')}. Your roles: ${roles.join(', ') || 'none'}.`,
  );
}
