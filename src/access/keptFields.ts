/** Every field of a type, where the type has no field that depends on more. */
const allOf = (type: string, fields: string): readonly string[] =>
  fields.split(' ').map((field) => `${type}.${field}`);

/**
 * Fields whose answers may be kept: they depend on nothing but the arguments, what the caller may see and may do, the
 * facts, the programmes and the editions, each of which is in the key under which an answer is kept. A field that is
 * not here is never kept, nor is anything that was asked together with it. Left out on purpose: what depends on the
 * clock (a decision's `reviewDue`, the schedule), on decisions and runs (`adoption`, `state`, `movement`, `left`,
 * `previousRun`, `sinceLastRun`), on who asks (`me`), on victims, and on the audit; and the catalogue, whose ids are
 * not noted field by field.
 */
export const KEPT_FIELDS: ReadonlySet<string> = new Set([
  'Query.league',
  ...allOf('League', 'programme edition asOf windowFrom totals entries entriesPage coverage cut'),
  ...allOf(
    'LeagueTotals',
    'suspects offences victims harmDays harmDaysAttributed allSuspects allOffences allVictims allHarmDays offencesOfUnknownHarm offencesWithoutDate offencesWithoutSuspect offencesOfUnknownVictimSex offencesOfUnknownVictimAge offencesOfUnknownRelationship suspectsBelowMinimum',
  ),
  ...allOf(
    'LeagueEntry',
    'rank person harmDays offences victims offencesOfUnknownHarm provisionalDays contributions uncertainty',
  ),
  ...allOf('RankUncertainty', 'rankLow rankHigh probabilityListed'),
  ...allOf('LeagueCut', 'rank marginDays bandSize band'),
  ...allOf('CutBandConnection', 'edges pageInfo'),
  ...allOf('CutBandEdge', 'node cursor'),
  ...allOf('CutBandMember', 'rank person harmDays listed probabilityListed'),
  ...allOf('LeagueEntryConnection', 'edges pageInfo'),
  ...allOf('LeagueEntryEdge', 'node cursor'),
  ...allOf('PageInfo', 'hasNextPage hasPreviousPage startCursor endCursor'),
  ...allOf('Contribution', 'offence days basis provisional status'),
  ...allOf('Coverage', 'overall byBorough byOffenceGroup'),
  ...allOf('CoverageRow', 'name offences suspect type weight place victim'),
  ...allOf('CoverageCell', 'count share suppressed'),
  ...allOf('Programme', 'id name version marking windowDays size edition'),
  ...allOf('HarmEdition', 'id name publisher date unit licence source complete weights provisionalWeights'),
  ...allOf('Person', 'id kind label names sex bornOn status warnings'),
  ...allOf('Offence', 'id kind crimeNumber title type reportedOn reportedPrecision endedOn'),
  ...allOf('OffenceType', 'code title group subgroup countCode'),
]);
