import { MAX_PAGE } from '../../access/index.ts';

/** How many entries a list may have. */
export type ListSize =
  /** As many as the nearest `first` above says. */
  | 'page'
  /** As many as the nearest `size` above says. */
  | 'listed'
  | {
      /** What it rarely exceeds: what the cost counts. */
      readonly usual: number;
      /** More are refused when they are read. */
      readonly most: number;
    };

/** What a league lists where nobody says: the size of the programmes as shipped. */
export const USUALLY_LISTED = 100;
/** Most that a league lists. */
export const MOST_LISTED = 1_000;

/** Arguments that say how many entries are asked for, with what is counted where they are left out. */
export const SIZE_ARGUMENTS: Readonly<Record<string, { readonly unsaid: number; readonly most: number }>> = {
  first: { unsaid: 20, most: MAX_PAGE },
  limit: { unsaid: 20, most: MAX_PAGE },
};

const within = (usual: number, most: number): ListSize => ({ usual, most });

/** Every list of the schema that has no `first` of its own. A test finds the one that is missing here. */
export const LIST_SIZES: Readonly<Record<string, ListSize>> = {
  'League.entries': 'listed',
  'EntrySelection.entries': 'listed',
  'LeagueRun.entries': 'listed',
  'WhatIf.entering': 'listed',
  'WhatIf.leaving': 'listed',
  'ProgrammeDryRun.top': within(10, 10),
  'LeagueEntry.contributions': within(10, 5_000),
  'LeagueRunEntry.contributions': within(10, 5_000),
  'ComparedPerson.allegations': within(10, 5_000),
  'ComparedPerson.places': within(5, 5),
  'ComparedAllegation.weights': within(5, 5),
  'ComparedType.weights': within(5, 5),
  'EditionComparison.editions': within(5, 5),
  'EditionComparison.pairs': within(10, 10),
  'Concentration.lorenz': within(100, 101),
  'Concentration.worst': within(3, 3),
  'Coverage.byBorough': within(40, 1_000),
  'Coverage.byOffenceGroup': within(30, 1_000),
  'EntrySelection.why': within(4, 4),
  'EntryState.ordersInForce': within(5, 1_000),
  'GraphStatistics.nodes': within(30, 500),
  'GraphStatistics.relationships': within(30, 500),
  'LeagueChange.moves': within(200, 5_000),
  'LeagueMove.reasons': within(10, 5_000),
  'Movement.causes': within(5, 20),
  'MovementCauseShare.offences': within(5, 5_000),
  'Offence.suspects': within(3, 2_000),
  'Offence.victims': within(3, 2_000),
  'Person.adoptions': within(5, 1_000),
  'Person.names': within(5, 1_000),
  'Person.records': within(5, 2_000),
  'Person.warnings': within(5, 1_000),
  'SourceRecord.names': within(5, 1_000),
  'Programme.boroughs': within(10, 1_000),
  'Programme.excludedStatuses': within(6, 6),
  'Programme.foundBy': within(5, 5),
  'Programme.groups': within(10, 1_000),
  'Programme.modusOperandi': within(10, 1_000),
  'Programme.relationships': within(5, 5),
  'Programme.statedTypes': within(100, 5_000),
  'Programme.subgroups': within(10, 1_000),
  'Programme.suspectSexes': within(3, 3),
  'Programme.types': within(100, 5_000),
  'Programme.versions': within(20, 5_000),
  'Programme.victimSexes': within(3, 3),
  'Query.harmEditions': within(10, 1_000),
  'Query.programmes': within(30, 5_000),
  'Associate.counts': within(3, 7),
  'Associate.things': within(5, 5_000),
  'Associates.hubsNotWalked': within(5, 100),
  'Associates.people': 'page',
  'AuditEntry.ids': within(20, 100_000),
  'AuditEntry.roles': within(8, 100),
  'AuditLook.roles': within(8, 100),
  'CorrectionNotice.operations': within(10, 5_000),
  'Erasure.texts': within(10, 5_000),
  'ListedPaths.hubsNotExpanded': within(5, 100),
  'ListedPaths.paths': within(50, 1_000),
  'Mutation.recordCorrection': within(10, 5_000),
  'Offence.modusOperandi': within(5, 1_000),
  'Path.steps': within(5, 12),
  'PathResult.hubsNotExpanded': within(5, 100),
  'PathResult.paths': within(3, 100),
  'PathStep.evidence': within(2, 5_000),
  'Query.correctionNotices': within(50, 5_000),
  'Query.markingHistory': within(10, 1_000),
  'RetentionDue.decisions': within(3, 1_000),
  'RetentionDue.recordIds': within(3, 2_000),
  'RevealedVictim.names': within(5, 1_000),
  'RevealedVictim.recordIds': within(5, 2_000),
  'SeriesCandidate.reasonsAgainst': within(4, 9),
  'SeriesCandidate.reasonsFor': within(4, 9),
  'SeriesCandidates.candidates': 'page',
  'SeriesModel.calibration': within(10, 10),
  'SeriesProposals.series': 'page',
  'ProposedSeries.decisions': within(1, 1_000),
  'ProposedSeries.offences': within(4, 1_500),
  'ProposedSeries.reasonsAgainst': within(4, 9),
  'ProposedSeries.reasonsFor': within(4, 9),
  'SeriesDecision.apart': within(2, 200),
  'SeriesDecision.changed': within(1, 200),
  'SeriesDecision.offences': within(4, 200),
  'SharedThing.evidenceOfA': within(2, 5_000),
  'SharedThing.evidenceOfB': within(2, 5_000),
  'SharedThings.counts': within(3, 7),
  'SharedThings.hubsNotWalked': within(5, 100),
  'SharedThings.things': within(5, 5_000),
  'Viewer.breakGlass': within(2, 100),
  'Viewer.compartments': within(10, 1_000),
  'Viewer.purposes': within(20, 1_000),
  'Viewer.rights': within(40, 200),
  'Viewer.teams': within(5, 1_000),
  'Viewer.roles': within(8, 100),
};

/** Root fields that compute more than they show. */
export const FIELD_WEIGHTS: Readonly<Record<string, number>> = {
  'Query.compareEditions': 2_000,
  'Query.compareRuns': 2_000,
  'Query.concentration': 1_000,
  'Query.coverage': 1_000,
  'Query.programmeDryRun': 5_000,
  'Query.paths': 500,
  'Query.pathsToListed': 2_000,
  'Query.sharedThings': 500,
  'Query.associates': 1_000,
  'Query.seriesCandidates': 1_000,
  'Query.series': 5_000,
  'Mutation.decideSeries': 500,
  'Query.search': 200,
  'Query.whatIf': 2_000,
  'Mutation.runLeague': 5_000,
};

/** The size that is stated for a list, whose entries the generated catalogue and our pages call `edges`. */
export const listSizeOf = (type: string, field: string): ListSize | undefined =>
  field === 'edges' && type.endsWith('Connection') ? 'page' : LIST_SIZES[`${type}.${field}`];
