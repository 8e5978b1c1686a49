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
  'Dossier.custody': within(10, 200),
  'Dossier.forensics': within(10, 200),
  'Dossier.gaps': within(10, 200),
  'Dossier.identifiers': within(10, 200),
  'Dossier.intelligence': within(10, 200),
  'Dossier.leftOut': within(1, 8),
  'Dossier.offences': within(10, 200),
  'Dossier.orders': within(5, 200),
  'Dossier.places': within(5, 200),
  'DossierCustody.evidence': within(2, 5_000),
  'DossierCustody.offences': within(2, 5_000),
  'DossierExhibit.evidence': within(1, 1),
  'DossierGap.restsOn': within(2, 5_000),
  'DossierGap.victims': within(2, 5_000),
  'DossierIdentifier.evidence': within(2, 5_000),
  'DossierOffence.evidence': within(2, 5_000),
  'DossierOrder.evidence': within(2, 5_000),
  'DossierPlace.evidence': within(2, 5_000),
  'DossierReport.evidence': within(2, 5_000),
  'Erasure.texts': within(10, 5_000),
  'LikelyAssociate.through': within(3, 50),
  'LikelyAssociates.people': 'page',
  'LikelyThrough.evidenceOfA': within(2, 5_000),
  'LikelyThrough.evidenceOfB': within(2, 5_000),
  'ListedPaths.hubsNotExpanded': within(5, 100),
  'ListedPaths.paths': within(50, 1_000),
  'Mutation.recordCorrection': within(10, 5_000),
  'Disruption.best': within(5, 50),
  'Disruption.unknownIds': within(5, 1_000),
  'Expansion.counts': within(5, 19),
  'Expansion.links': within(10, 3_800),
  'Expansion.undatedLinks': within(3, 3_800),
  'Neighbourhood.counts': within(5, 19),
  'Neighbourhood.further': within(30, 5_000),
  'Neighbourhood.links': within(50, 3_800),
  'Neighbourhood.undatedLinks': within(10, 3_800),
  'NeighbourLink.evidence': within(2, 5_000),
  'Network.articulationPoints': within(20, 100),
  'Network.brokers': within(20, 20),
  'Network.communities': 'page',
  'Network.endedCommunities': within(5, 1_000),
  'Network.strongestTies': 'page',
  'Network.unknownIds': within(5, 1_000),
  'NetworkCommunity.joined': within(5, 50_000),
  'NetworkCommunity.left': within(5, 20_000),
  'NetworkCommunity.memberIds': within(20, 50_000),
  'NetworkCommunity.members': 'page',
  'NetworkTie.things': within(3, 5_000),
  'NetworkTieThing.evidence': within(4, 5_000),
  'Offence.modusOperandi': within(5, 1_000),
  'OpenThread.restsOn': within(1, 5_000),
  'OpenThreads.counts': within(5, 5),
  'OpenThreads.notStated': within(1, 5),
  'OpenThreads.threads': 'page',
  'Path.steps': within(5, 12),
  'PathResult.hubsNotExpanded': within(5, 100),
  'PathResult.paths': within(3, 100),
  'PathStep.evidence': within(2, 5_000),
  'PredictionMeasure.precision': within(3, 3),
  'Query.correctionNotices': within(50, 5_000),
  'Query.markingHistory': within(10, 1_000),
  'RetentionDue.decisions': within(3, 1_000),
  'RetentionDue.recordIds': within(3, 2_000),
  'RevealedVictim.names': within(5, 1_000),
  'RevealedVictim.recordIds': within(5, 2_000),
  'Removal.people': within(5, 50),
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
  'Query.dossier': 1_000,
  'Query.openThreads': 2_000,
  'Query.likelyAssociates': 2_000,
  'Query.neighbourhood': 500,
  'Query.network': 5_000,
  'Query.disruption': 10_000,
  'Query.search': 200,
  'Query.whatIf': 2_000,
  'Mutation.runLeague': 5_000,
};

/** The size that is stated for a list, whose entries the generated catalogue and our pages call `edges`. */
export const listSizeOf = (type: string, field: string): ListSize | undefined =>
  field === 'edges' && type.endsWith('Connection') ? 'page' : LIST_SIZES[`${type}.${field}`];
