/** Columns of the table of rights. */
export const HOLDERS = [
  'analyst',
  'planner',
  'supervisor',
  'authorising-officer',
  'auditor',
  'importer',
  'administrator',
  'deconfliction-desk',
] as const;

interface RightRow {
  readonly what: string;
  /** One letter for each column: `x` may, `.` may not. */
  readonly marks: string;
  /** Names of rights in the policy table that say this. */
  readonly rights: readonly string[];
  /** Root fields and routes that are this. */
  readonly fields: readonly string[];
}

/** The table of rights as it was decided, written down again: a change of the policy alone does not pass. */
export const RIGHTS: readonly RightRow[] = [
  {
    what: 'know oneself and the terms of use',
    marks: 'xxxxxxxx',
    rights: ['me:read'],
    fields: ['Query.me', 'Query.banner', 'Query.myAuditEntries'],
  },
  {
    what: 'read graph, search, paths, league, run and compare',
    marks: 'xxxx....',
    rights: ['graph:read', 'search:read', 'league:read', 'league:run', 'victims:pseudonyms'],
    fields: [
      'Query.person',
      'Query.offence',
      'Query.location',
      'Query.search',
      'Query.paths',
      'Query.pathsToListed',
      'Query.sharedThings',
      'Query.associates',
      'Query.dossier',
      'Query.openThreads',
      'Query.likelyAssociates',
      'Query.neighbourhood',
      'Query.network',
      'Query.disruption',
      'Query.hiddenLinks',
      'Query.seriesCandidates',
      'Query.series',
      'Query.nearRepeats',
      'Query.catalogueOffences',
      'Query.catalogueOffenceTypes',
      'Query.catalogueOffencesConnection',
      'Query.catalogueOffenceTypesConnection',
      'Query.league',
      'Query.programmeDryRun',
      'Query.adoptions',
      'Query.coverage',
      'Query.concentration',
      'Query.compareRuns',
      'Query.compareEditions',
      'Query.whatIf',
      'Query.leagueRun',
      'Query.leagueRuns',
      'Query.leagueSchedule',
      'Mutation.runLeague',
      'Subscription.leagueChanged',
      'GET /league-runs',
    ],
  },
  {
    what: 'know what reference data and how many records there are',
    marks: 'xxxx.x..',
    rights: ['statistics:read', 'unmatched:read'],
    fields: ['Query.statistics', 'Query.unmatchedOffenceCodes'],
  },
  {
    what: 'read harm editions',
    marks: 'xxxx.xx.',
    rights: ['harm:read'],
    fields: ['Query.harmEditions', 'Query.harmWeight'],
  },
  {
    what: 'victims joined or revealed',
    marks: '..x.....',
    rights: ['victims:join', 'victims:reveal'],
    fields: ['Query.myReveals', 'Mutation.revealVictim'],
  },
  {
    what: 'propose judgements, series, adoption',
    marks: 'xxx.....',
    rights: ['adoption:propose', 'judgement:propose', 'series:propose'],
    fields: ['Mutation.proposeAdoption'],
  },
  {
    what: 'freeze a run, adopt or decline, decide judgements and series',
    marks: '..x.....',
    rights: ['run:freeze', 'adoption:decide', 'judgement:decide', 'series:decide'],
    fields: [
      'Mutation.freezeLeagueRun',
      'Mutation.adoptEntry',
      'Mutation.declineEntry',
      'Mutation.endAdoption',
      'Mutation.decideSeries',
    ],
  },
  { what: 'read programmes', marks: 'xxxx..x.', rights: ['programme:read'], fields: ['Query.programmes'] },
  {
    what: 'create and change programmes',
    marks: '..x...x.',
    rights: ['programme:change'],
    fields: ['Mutation.createProgramme', 'Mutation.updateProgramme', 'Mutation.retireProgramme'],
  },
  {
    what: 'plan operations, apply for authorities',
    marks: '.xx.....',
    rights: ['operation:plan', 'authority:apply'],
    fields: [],
  },
  { what: 'decide authorities', marks: '...x....', rights: ['authority:decide'], fields: [] },
  {
    what: 'set markings, decide retention, answer for what is held',
    marks: '..x.....',
    rights: ['marking:set', 'retention:read', 'retention:decide', 'subject:export', 'correction:notify'],
    fields: [
      'Mutation.setMarking',
      'Query.markingHistory',
      'Query.retentionDue',
      'Mutation.decideRetention',
      'Mutation.eraseRecord',
      'Query.correctionNotices',
      'Mutation.recordCorrection',
    ],
  },
  {
    what: 'ask for break-glass, and end it',
    marks: 'xxxx....',
    rights: ['breakglass:open'],
    fields: ['Mutation.openBreakGlass', 'Mutation.endBreakGlass'],
  },
  {
    what: 'approve break-glass',
    marks: '..x.....',
    rights: ['breakglass:approve'],
    fields: ['Mutation.approveBreakGlass', 'Mutation.declineBreakGlass'],
  },
  {
    what: 'be told of break-glass',
    marks: '..x.x...',
    rights: ['breakglass:read'],
    fields: ['Query.breakGlasses', 'Subscription.breakGlassChanged'],
  },
  {
    what: 'read the audit, verify, export it',
    marks: '....x...',
    rights: ['audit:read', 'audit:verify', 'audit:export'],
    fields: ['Query.auditEntries', 'Query.whoLookedAt'],
  },
  {
    what: 'run imports, read what was rejected, mend the unmatched queue',
    marks: '.....x..',
    rights: ['import:run', 'rejected:read', 'unmatched:mend'],
    fields: ['POST /import'],
  },
  {
    what: 'users, keys, settings, and the schema in production',
    marks: '......x.',
    rights: ['settings:manage', 'schema:read', 'documents:any'],
    fields: [],
  },
  {
    what: 'conflicts of deconfliction, both sides',
    marks: '.......x',
    rights: ['deconfliction:read'],
    fields: [],
  },
];

/** Who may do what a row says. */
export const holdersOf = ({ marks }: Pick<RightRow, 'marks'>): readonly string[] =>
  HOLDERS.filter((_role, index) => marks[index] === 'x');
