// Generated from the headers below cypher/ by `npm run generate`. Do not edit.
export interface Queries {
  /** Appends audit entries; repeating the same entry changes nothing. */
  'access/write-audit-entries': {
    readonly params: {
      readonly entries: readonly {
        readonly instance: string;
        readonly sequence: number;
        readonly at: string;
        readonly subject: string;
        readonly roles: readonly string[];
        readonly purpose: string;
        readonly operation: string;
        readonly decision: string;
        readonly requestId: string;
        readonly ids: readonly string[];
        readonly idCount: number;
        readonly resultCount: number;
        readonly variables: string;
        readonly marking: string;
      }[];
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Counts a change of facts under each of these markings. Runs in the transaction of the change. */
  'graph/bump-version': {
    readonly params: { readonly markings: readonly string[] };
    readonly row: Readonly<Record<string, never>>;
  };
  /** How often anything visible under these markings has changed: equal sums mean nothing visible changed, since each marking's count only grows. */
  'graph/current-version': {
    readonly params: { readonly visible: readonly string[] };
    readonly row: { readonly version: number };
  };
  /** Creates the markings that are not there yet, with version 0. */
  'graph/ensure-markings': {
    readonly params: {
      readonly markings: readonly {
        readonly id: string;
        readonly level: string;
        readonly compartments: readonly string[];
      }[];
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Every marking in use. */
  'graph/list-markings': {
    readonly params: Readonly<Record<string, never>>;
    readonly row: { readonly id: string; readonly level: string; readonly compartments: readonly string[] };
  };
  /** Applied migrations in order. */
  'graph/list-migrations': {
    readonly params: Readonly<Record<string, never>>;
    readonly row: { readonly version: number; readonly description: string; readonly checksum: string };
  };
  /** Records one applied migration. */
  'graph/record-migration': {
    readonly params: { readonly version: number; readonly description: string; readonly checksum: string };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Gives a lease back, if it is still held by this owner. */
  'graph/release-lease': {
    readonly params: { readonly name: string; readonly owner: string };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Takes or renews a lease: what only one instance may do at a time. Answers who holds it now. */
  'graph/take-lease': {
    readonly params: { readonly name: string; readonly owner: string; readonly seconds: number };
    readonly row: { readonly owner: string; readonly expiresAt: string };
  };
  /** Gives the mapped type to offences of the queue that state this code or title. Returns the markings touched. */
  'harm/apply-alias': {
    readonly params: {
      readonly id: string;
      readonly statedCodes: readonly string[];
      readonly titleKey?: string | null | undefined;
    };
    readonly row: { readonly marking: string; readonly offences: number };
  };
  /** The digest under which an edition is loaded; no row where it is not. */
  'harm/edition-digest': {
    readonly params: { readonly id: string };
    readonly row: { readonly digest: string };
  };
  /** Offence types by code. */
  'harm/find-types': {
    readonly params: { readonly codes: readonly string[] };
    readonly row: {
      readonly code: string;
      readonly title: string;
      readonly group: string | null;
      readonly subgroup: string | null;
      readonly countCode: string | null;
    };
  };
  /** The general weight of one offence type in one edition. */
  'harm/find-weight': {
    readonly params: { readonly edition: string; readonly code: string; readonly visible: readonly string[] };
    readonly row: {
      readonly code: string;
      readonly edition: string;
      readonly days: number;
      readonly lowDays: number;
      readonly highDays: number;
      readonly basis: string;
      readonly provisional: boolean;
      readonly from: string;
      readonly source: string;
      readonly titled: number;
    };
  };
  /** Codes and titles that a person has mapped to an offence type. */
  'harm/list-aliases': {
    readonly params: Readonly<Record<string, never>>;
    readonly row: { readonly id: string; readonly code: string };
  };
  /** Every loaded edition with the number of its weights and how many of them are provisional. */
  'harm/list-editions': {
    readonly params: { readonly visible: readonly string[] };
    readonly row: {
      readonly id: string;
      readonly name: string;
      readonly publisher: string;
      readonly date: string;
      readonly unit: string;
      readonly licence: string;
      readonly source: string;
      readonly complete: boolean;
      readonly weights: number;
      readonly provisionalWeights: number;
    };
  };
  /** The queue of codes and titles that found no offence type, most frequent first. Their harm is unknown. */
  'harm/list-unmatched-codes': {
    readonly params: {
      readonly visible: readonly string[];
      readonly afterOffences?: number | null | undefined;
      readonly afterKey?: string | null | undefined;
      readonly limit: number;
    };
    readonly row: {
      readonly key: string;
      readonly code: string | null;
      readonly title: string | null;
      readonly reason: string;
      readonly offences: number;
    };
  };
  /** Records that a code or title means an offence type, with who said so, when and why. */
  'harm/write-alias': {
    readonly params: {
      readonly id: string;
      readonly code: string;
      readonly decidedBy: string;
      readonly decidedAt: string;
      readonly reason: string;
    };
    readonly row: { readonly code: string };
  };
  /** Creates or refreshes an edition and takes away the weights it had. */
  'harm/write-edition': {
    readonly params: {
      readonly edition: {
        readonly id: string;
        readonly name: string;
        readonly publisher: string;
        readonly date: string;
        readonly unit: string;
        readonly licence: string;
        readonly source: string;
        readonly complete: boolean;
        readonly digest: string;
      };
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Creates or refreshes offence types. */
  'harm/write-offence-types': {
    readonly params: {
      readonly types: readonly {
        readonly code: string;
        readonly title: string;
        readonly titleKey: string;
        readonly group?: string | null | undefined;
        readonly subgroup?: string | null | undefined;
        readonly coding: string;
        readonly countCode?: string | null | undefined;
      }[];
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Adds the weights of an edition. */
  'harm/write-weights': {
    readonly params: {
      readonly edition: string;
      readonly weights: readonly {
        readonly code: string;
        readonly titleKey: string;
        readonly micros: number;
        readonly days: number;
        readonly basis: string;
        readonly provisional: boolean;
        readonly lowMicros: number;
        readonly highMicros: number;
        readonly source: string;
        readonly from: string;
      }[];
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Carries a record's changed marking to every link that rests on it. */
  'ingest/change-record-markings': {
    readonly params: {
      readonly rows: readonly { readonly id: string; readonly marking: string }[];
      readonly joins: Readonly<Record<string, unknown>>;
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Removes persons that no record describes any more. */
  'ingest/delete-empty-persons': {
    readonly params: { readonly ids: readonly string[] };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Ends the nodes of a source that its newer, complete bundle no longer states. */
  'ingest/end-missing-nodes': {
    readonly params: { readonly source: string; readonly asOf: string; readonly label: string };
    readonly row: { readonly marking: string; readonly ended: number };
  };
  /** Ends the roles of a source that its newer, complete bundle no longer states. */
  'ingest/end-missing-roles': {
    readonly params: { readonly source: string; readonly asOf: string; readonly type: readonly string[] };
    readonly row: { readonly marking: string; readonly ended: number };
  };
  /** Import jobs of a source. */
  'ingest/find-jobs': {
    readonly params: { readonly source: string };
    readonly row: {
      readonly id: string;
      readonly asOf: string | null;
      readonly digest: string;
      readonly status: string;
      readonly checkpoint: string | null;
      readonly counts: string | null;
    };
  };
  /** Which of these ids the graph has, by kind. */
  'ingest/known-ids': {
    readonly params: { readonly kind: string; readonly ids: readonly string[] };
    readonly row: { readonly id: string };
  };
  /** Links reports to the other things they mention, once those exist. */
  'ingest/link-mentions': {
    readonly params: {
      readonly rows: readonly { readonly id: string; readonly other: string }[];
      readonly importId: string;
      readonly joins: Readonly<Record<string, unknown>>;
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Every decision that may merge or part persons: those at the base marking on records at the base marking. */
  'ingest/list-judgements': {
    readonly params: Readonly<Record<string, never>>;
    readonly row: { readonly one: string; readonly two: string; readonly verdict: string };
  };
  /** Records whose person goes by another record's id. */
  'ingest/list-merged-records': {
    readonly params: Readonly<Record<string, never>>;
    readonly row: { readonly recordId: string; readonly personId: string };
  };
  /** Moves records, and every link that rests on them, to the person they are now read as. */
  'ingest/move-records': {
    readonly params: { readonly rows: readonly { readonly recordId: string; readonly personId: string }[] };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Ties as they stand, by their two records, kind and start. */
  'ingest/read-associations': {
    readonly params: {
      readonly keys: readonly { readonly personId: string; readonly otherPersonId: string }[];
    };
    readonly row: { readonly key: string; readonly properties: Readonly<Record<string, unknown>> };
  };
  /** CustodyEpisode nodes as they stand, all properties. */
  'ingest/read-custody': {
    readonly params: { readonly ids: readonly string[] };
    readonly row: { readonly id: string; readonly properties: Readonly<Record<string, unknown>> };
  };
  /** Event nodes as they stand, all properties. */
  'ingest/read-events': {
    readonly params: { readonly ids: readonly string[] };
    readonly row: { readonly id: string; readonly properties: Readonly<Record<string, unknown>> };
  };
  /** Exhibit nodes as they stand, all properties. */
  'ingest/read-exhibits': {
    readonly params: { readonly ids: readonly string[] };
    readonly row: { readonly id: string; readonly properties: Readonly<Record<string, unknown>> };
  };
  /** Uses of identifiers as they stand, by owner, identifier and start. */
  'ingest/read-identifiers': {
    readonly params: {
      readonly keys: readonly {
        readonly personId?: string | null | undefined;
        readonly offenceId?: string | null | undefined;
        readonly identifierId: string;
      }[];
    };
    readonly row: { readonly key: string; readonly properties: Readonly<Record<string, unknown>> };
  };
  /** IntelligenceReport nodes as they stand, all properties. */
  'ingest/read-intelligence': {
    readonly params: { readonly ids: readonly string[] };
    readonly row: { readonly id: string; readonly properties: Readonly<Record<string, unknown>> };
  };
  /** Roles as they stand, by record, offence and role. */
  'ingest/read-involvements': {
    readonly params: { readonly keys: readonly { readonly personId: string; readonly offenceId: string }[] };
    readonly row: { readonly key: string; readonly properties: Readonly<Record<string, unknown>> };
  };
  /** Location nodes as they stand, all properties. */
  'ingest/read-locations': {
    readonly params: { readonly ids: readonly string[] };
    readonly row: { readonly id: string; readonly properties: Readonly<Record<string, unknown>> };
  };
  /** Offence nodes as they stand, all properties. */
  'ingest/read-offences': {
    readonly params: { readonly ids: readonly string[] };
    readonly row: { readonly id: string; readonly properties: Readonly<Record<string, unknown>> };
  };
  /** Order nodes as they stand, all properties. */
  'ingest/read-orders': {
    readonly params: { readonly ids: readonly string[] };
    readonly row: { readonly id: string; readonly properties: Readonly<Record<string, unknown>> };
  };
  /** Every record of the persons that these records describe. */
  'ingest/read-person-records': {
    readonly params: { readonly recordIds: readonly string[] };
    readonly row: {
      readonly personId: string;
      readonly records: readonly Readonly<Record<string, unknown>>[];
    };
  };
  /** Source records as they stand, all properties. */
  'ingest/read-records': {
    readonly params: { readonly ids: readonly string[] };
    readonly row: { readonly id: string; readonly properties: Readonly<Record<string, unknown>> };
  };
  /** Residences as they stand, by record, place and start. */
  'ingest/read-residences': {
    readonly params: { readonly keys: readonly { readonly personId: string; readonly locationId: string }[] };
    readonly row: { readonly key: string; readonly properties: Readonly<Record<string, unknown>> };
  };
  /** Keeps where an import stands, in the transaction of each batch. */
  'ingest/save-job': {
    readonly params: {
      readonly id: string;
      readonly source: string;
      readonly asOf?: string | null | undefined;
      readonly digest: string;
      readonly status: string;
      readonly checkpoint?: string | null | undefined;
      readonly counts?: string | null | undefined;
      readonly at: string;
      readonly marking: string;
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Creates or replaces ties between persons. */
  'ingest/write-associations': {
    readonly params: {
      readonly rows: readonly {
        readonly exists: boolean;
        readonly link: {
          readonly recordId: string;
          readonly otherRecordId: string;
          readonly marking: string;
          readonly asOf?: string | null | undefined;
          readonly olderAsOf?: string | null | undefined;
          readonly endedOn?: string | null | undefined;
          readonly importId: string;
          readonly kind?: string | null | undefined;
          readonly from?: string | null | undefined;
          readonly fromPrecision?: string | null | undefined;
          readonly fromText?: string | null | undefined;
          readonly to?: string | null | undefined;
          readonly toPrecision?: string | null | undefined;
          readonly weight?: number | null | undefined;
          readonly extra?: string | null | undefined;
        };
      }[];
      readonly joins: Readonly<Record<string, unknown>>;
    };
    readonly row: { readonly marking: string };
  };
  /** Writes custody episodes: who was held, for what. */
  'ingest/write-custody': {
    readonly params: {
      readonly rows: readonly {
        readonly node: {
          readonly id: string;
          readonly source: string;
          readonly marking: string;
          readonly asOf?: string | null | undefined;
          readonly olderAsOf?: string | null | undefined;
          readonly endedOn?: string | null | undefined;
          readonly importId: string;
          readonly hash: string;
          readonly links: readonly string[];
          readonly extra?: string | null | undefined;
          readonly arrestedAt?: string | null | undefined;
          readonly arrestedAtPrecision?: string | null | undefined;
          readonly releasedAt?: string | null | undefined;
          readonly releasedAtPrecision?: string | null | undefined;
          readonly station?: string | null | undefined;
          readonly outcome?: string | null | undefined;
        };
        readonly personId: string;
        readonly offenceIds: readonly string[];
      }[];
      readonly importId: string;
      readonly joins: Readonly<Record<string, unknown>>;
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Writes events: who or what, with whom or what, where. */
  'ingest/write-events': {
    readonly params: {
      readonly rows: readonly {
        readonly node: {
          readonly id: string;
          readonly source: string;
          readonly marking: string;
          readonly asOf?: string | null | undefined;
          readonly olderAsOf?: string | null | undefined;
          readonly endedOn?: string | null | undefined;
          readonly importId: string;
          readonly hash: string;
          readonly links: readonly string[];
          readonly extra?: string | null | undefined;
          readonly kind: string;
          readonly at?: string | null | undefined;
          readonly atPrecision?: string | null | undefined;
          readonly durationSeconds?: number | null | undefined;
        };
        readonly persons: readonly { readonly type: string; readonly id: string }[];
        readonly identifiers: readonly {
          readonly type: string;
          readonly id: string;
          readonly kind: string;
          readonly label: string;
          readonly value: string;
          readonly valid: boolean;
          readonly raw: string;
        }[];
        readonly locationId?: string | null | undefined;
      }[];
      readonly importId: string;
      readonly joins: Readonly<Record<string, unknown>>;
      readonly ranks: Readonly<Record<string, unknown>>;
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Writes forensic exhibits: seized for which offence, matched to whom. */
  'ingest/write-exhibits': {
    readonly params: {
      readonly rows: readonly {
        readonly node: {
          readonly id: string;
          readonly source: string;
          readonly marking: string;
          readonly asOf?: string | null | undefined;
          readonly olderAsOf?: string | null | undefined;
          readonly endedOn?: string | null | undefined;
          readonly importId: string;
          readonly hash: string;
          readonly links: readonly string[];
          readonly extra?: string | null | undefined;
          readonly exhibit?: string | null | undefined;
          readonly submittedOn?: string | null | undefined;
          readonly resultOn?: string | null | undefined;
          readonly result?: string | null | undefined;
        };
        readonly offenceId: string;
        readonly personId?: string | null | undefined;
      }[];
      readonly importId: string;
      readonly joins: Readonly<Record<string, unknown>>;
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Creates identifiers, and creates or replaces who or what used them. */
  'ingest/write-identifiers': {
    readonly params: {
      readonly rows: readonly {
        readonly personId?: string | null | undefined;
        readonly offenceId?: string | null | undefined;
        readonly exists: boolean;
        readonly identifier: {
          readonly id: string;
          readonly kind: string;
          readonly label: string;
          readonly value: string;
          readonly valid: boolean;
        };
        readonly link: {
          readonly recordId?: string | null | undefined;
          readonly marking: string;
          readonly asOf?: string | null | undefined;
          readonly olderAsOf?: string | null | undefined;
          readonly endedOn?: string | null | undefined;
          readonly importId: string;
          readonly raw: string;
          readonly from?: string | null | undefined;
          readonly fromPrecision?: string | null | undefined;
          readonly fromText?: string | null | undefined;
          readonly to?: string | null | undefined;
          readonly toPrecision?: string | null | undefined;
          readonly extra?: string | null | undefined;
        };
      }[];
      readonly joins: Readonly<Record<string, unknown>>;
      readonly ranks: Readonly<Record<string, unknown>>;
    };
    readonly row: { readonly marking: string };
  };
  /** Writes intelligence reports with what they mention. */
  'ingest/write-intelligence': {
    readonly params: {
      readonly rows: readonly {
        readonly node: {
          readonly id: string;
          readonly source: string;
          readonly marking: string;
          readonly asOf?: string | null | undefined;
          readonly olderAsOf?: string | null | undefined;
          readonly endedOn?: string | null | undefined;
          readonly importId: string;
          readonly hash: string;
          readonly links: readonly string[];
          readonly extra?: string | null | undefined;
          readonly writtenAt?: string | null | undefined;
          readonly writtenAtPrecision?: string | null | undefined;
          readonly sourceGrade?: number | null | undefined;
          readonly informationGrade?: string | null | undefined;
          readonly handling?: string | null | undefined;
          readonly text?: string | null | undefined;
        };
        readonly persons: readonly string[];
        readonly offences: readonly string[];
        readonly locations: readonly string[];
        readonly others: readonly string[];
      }[];
      readonly importId: string;
      readonly joins: Readonly<Record<string, unknown>>;
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Creates or replaces roles of persons in offences. */
  'ingest/write-involvements': {
    readonly params: {
      readonly rows: readonly {
        readonly type: string;
        readonly offenceId: string;
        readonly exists: boolean;
        readonly link: {
          readonly recordId: string;
          readonly marking: string;
          readonly asOf?: string | null | undefined;
          readonly olderAsOf?: string | null | undefined;
          readonly endedOn?: string | null | undefined;
          readonly importId: string;
          readonly status?: string | null | undefined;
          readonly since?: string | null | undefined;
          readonly relationship?: string | null | undefined;
          readonly victimId?: string | null | undefined;
          readonly age?: number | null | undefined;
          readonly extra?: string | null | undefined;
        };
      }[];
      readonly joins: Readonly<Record<string, unknown>>;
    };
    readonly row: { readonly marking: string };
  };
  /** Writes a source's decisions on pairs of its records. One that is older than what stands changes nothing. */
  'ingest/write-judgements': {
    readonly params: {
      readonly rows: readonly {
        readonly id: string;
        readonly source: string;
        readonly marking: string;
        readonly importId: string;
        readonly asOf?: string | null | undefined;
        readonly hash: string;
        readonly verdict: string;
        readonly decidedOn?: string | null | undefined;
        readonly decidedBy?: string | null | undefined;
        readonly reason?: string | null | undefined;
        readonly one: string;
        readonly two: string;
      }[];
      readonly joins: Readonly<Record<string, unknown>>;
    };
    readonly row: { readonly id: string };
  };
  /** Writes locations. */
  'ingest/write-locations': {
    readonly params: {
      readonly rows: readonly {
        readonly node: {
          readonly id: string;
          readonly source: string;
          readonly marking: string;
          readonly asOf?: string | null | undefined;
          readonly olderAsOf?: string | null | undefined;
          readonly endedOn?: string | null | undefined;
          readonly importId: string;
          readonly hash: string;
          readonly links: readonly string[];
          readonly extra?: string | null | undefined;
          readonly address?: string | null | undefined;
          readonly postcode?: string | null | undefined;
          readonly borough?: string | null | undefined;
          readonly latitude?: number | null | undefined;
          readonly longitude?: number | null | undefined;
          readonly x?: number | null | undefined;
          readonly y?: number | null | undefined;
          readonly h3?: string | null | undefined;
          readonly kind?: string | null | undefined;
        };
      }[];
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Writes offences with their type and place. */
  'ingest/write-offences': {
    readonly params: {
      readonly rows: readonly {
        readonly node: {
          readonly id: string;
          readonly source: string;
          readonly marking: string;
          readonly asOf?: string | null | undefined;
          readonly olderAsOf?: string | null | undefined;
          readonly endedOn?: string | null | undefined;
          readonly importId: string;
          readonly hash: string;
          readonly links: readonly string[];
          readonly extra?: string | null | undefined;
          readonly crimeNumber?: string | null | undefined;
          readonly statedCode?: string | null | undefined;
          readonly statedTitle?: string | null | undefined;
          readonly titleKey?: string | null | undefined;
          readonly typeMatch: string;
          readonly typeCode?: string | null | undefined;
          readonly matchedBy?: string | null | undefined;
          readonly typeProvisional?: boolean | null | undefined;
          readonly reportedOn?: string | null | undefined;
          readonly reportedTo?: string | null | undefined;
          readonly reportedPrecision?: string | null | undefined;
          readonly reportedText?: string | null | undefined;
          readonly occurredFrom?: string | null | undefined;
          readonly occurredFromPrecision?: string | null | undefined;
          readonly occurredTo?: string | null | undefined;
          readonly occurredToPrecision?: string | null | undefined;
          readonly outcome?: string | null | undefined;
          readonly foundBy?: string | null | undefined;
          readonly modusOperandi: readonly string[];
          readonly summary?: string | null | undefined;
          readonly officerInCase?: string | null | undefined;
        };
        readonly locationId?: string | null | undefined;
      }[];
      readonly importId: string;
      readonly joins: Readonly<Record<string, unknown>>;
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Writes orders: whom they bind, whom they protect. */
  'ingest/write-orders': {
    readonly params: {
      readonly rows: readonly {
        readonly node: {
          readonly id: string;
          readonly source: string;
          readonly marking: string;
          readonly asOf?: string | null | undefined;
          readonly olderAsOf?: string | null | undefined;
          readonly endedOn?: string | null | undefined;
          readonly importId: string;
          readonly hash: string;
          readonly links: readonly string[];
          readonly extra?: string | null | undefined;
          readonly kind?: string | null | undefined;
          readonly from?: string | null | undefined;
          readonly fromPrecision?: string | null | undefined;
          readonly to?: string | null | undefined;
          readonly toPrecision?: string | null | undefined;
          readonly conditions?: string | null | undefined;
        };
        readonly personId: string;
        readonly protectsPersonId?: string | null | undefined;
      }[];
      readonly importId: string;
      readonly joins: Readonly<Record<string, unknown>>;
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Writes source records with the person each describes; a record that changed leaves its old content as a version. Its own phone, e-mail and address become an identifier and a home. */
  'ingest/write-persons': {
    readonly params: {
      readonly rows: readonly {
        readonly id: string;
        readonly marking: string;
        readonly before?:
          | {
              readonly version: number;
              readonly asOf?: string | null | undefined;
              readonly importId: string;
              readonly content: string;
              readonly marking: string;
            }
          | null
          | undefined;
        readonly record: {
          readonly id: string;
          readonly source: string;
          readonly key: string;
          readonly marking: string;
          readonly asOf?: string | null | undefined;
          readonly olderAsOf?: string | null | undefined;
          readonly endedOn?: string | null | undefined;
          readonly importId: string;
          readonly hash: string;
          readonly version: number;
          readonly givenNames?: string | null | undefined;
          readonly familyName?: string | null | undefined;
          readonly fullName?: string | null | undefined;
          readonly aliases: readonly string[];
          readonly nameText?: string | null | undefined;
          readonly sex?: string | null | undefined;
          readonly bornOn?: string | null | undefined;
          readonly ethnicity?: string | null | undefined;
          readonly nationalId?: string | null | undefined;
          readonly address?: string | null | undefined;
          readonly postcode?: string | null | undefined;
          readonly phone?: string | null | undefined;
          readonly email?: string | null | undefined;
          readonly status?: string | null | undefined;
          readonly warnings: readonly string[];
          readonly extra?: string | null | undefined;
        };
        readonly identifiers: readonly {
          readonly id: string;
          readonly kind: string;
          readonly label: string;
          readonly value: string;
          readonly valid: boolean;
          readonly raw: string;
        }[];
        readonly home?:
          | {
              readonly id: string;
              readonly address?: string | null | undefined;
              readonly postcode?: string | null | undefined;
            }
          | null
          | undefined;
      }[];
      readonly importId: string;
      readonly ranks: Readonly<Record<string, unknown>>;
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Sets what is known of persons, read from their records. */
  'ingest/write-readings': {
    readonly params: {
      readonly rows: readonly {
        readonly id: string;
        readonly marking: string;
        readonly names: readonly string[];
        readonly sex?: string | null | undefined;
        readonly bornOn?: string | null | undefined;
        readonly ethnicity?: string | null | undefined;
        readonly status?: string | null | undefined;
        readonly warnings: readonly string[];
      }[];
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Creates or replaces residences. */
  'ingest/write-residences': {
    readonly params: {
      readonly rows: readonly {
        readonly locationId: string;
        readonly exists: boolean;
        readonly link: {
          readonly recordId: string;
          readonly marking: string;
          readonly asOf?: string | null | undefined;
          readonly olderAsOf?: string | null | undefined;
          readonly endedOn?: string | null | undefined;
          readonly importId: string;
          readonly from?: string | null | undefined;
          readonly fromPrecision?: string | null | undefined;
          readonly fromText?: string | null | undefined;
          readonly to?: string | null | undefined;
          readonly toPrecision?: string | null | undefined;
          readonly extra?: string | null | undefined;
        };
      }[];
      readonly joins: Readonly<Record<string, unknown>>;
    };
    readonly row: { readonly marking: string };
  };
  /** Offences that would count if they were dated inside the window, and those that may be in scope but for what is not known of their victims or suspects. */
  'league/count-undated': {
    readonly params: {
      readonly visible: readonly string[];
      readonly types?: readonly string[] | null | undefined;
      readonly victimSexes?: readonly string[] | null | undefined;
      readonly from?: string | null | undefined;
      readonly to?: string | null | undefined;
    };
    readonly row: { readonly withoutDate: number };
  };
  /** Offences of a programme's types in the window that no victim's known sex puts in scope: the sex of a victim, or the victim, is unknown. Counted beside the league, never in it. */
  'league/count-unknown-sex': {
    readonly params: {
      readonly visible: readonly string[];
      readonly types?: readonly string[] | null | undefined;
      readonly victimSexes?: readonly string[] | null | undefined;
      readonly allTime: boolean;
      readonly from?: string | null | undefined;
      readonly to?: string | null | undefined;
    };
    readonly row: { readonly offences: number };
  };
  /** The stored answer to a league question, if the graph has not changed since. */
  'league/find-table': {
    readonly params: { readonly id: string; readonly version: number };
    readonly row: {
      readonly totals: string;
      readonly personIds: readonly string[];
      readonly harmMicros: readonly number[];
      readonly victims: readonly number[];
      readonly offences: readonly number[];
      readonly unknownHarm: readonly number[];
    };
  };
  /** Every allegation that counts for these suspects, with its weight and its victims. */
  'league/list-contributions': {
    readonly params: {
      readonly personIds: readonly string[];
      readonly visible: readonly string[];
      readonly types?: readonly string[] | null | undefined;
      readonly victimSexes?: readonly string[] | null | undefined;
      readonly suspectSexes?: readonly string[] | null | undefined;
      readonly excludedStatuses: readonly string[];
      readonly allTime: boolean;
      readonly from?: string | null | undefined;
      readonly to?: string | null | undefined;
      readonly weights: Readonly<Record<string, unknown>>;
    };
    readonly row: {
      readonly personId: string;
      readonly offenceId: string;
      readonly typeCode: string | null;
      readonly titleKey: string | null;
      readonly micros: number | null;
      readonly status: string | null;
      readonly victimIds: readonly string[];
    };
  };
  /** Every programme that may be seen. */
  'league/list-programmes': {
    readonly params: { readonly visible: readonly string[] };
    readonly row: {
      readonly id: string;
      readonly name: string;
      readonly description: string;
      readonly version: number;
      readonly marking: string;
      readonly types: readonly string[] | null;
      readonly victimSexes: readonly string[] | null;
      readonly suspectSexes: readonly string[] | null;
      readonly excludedStatuses: readonly string[];
      readonly windowDays: number;
      readonly size: number;
      readonly edition: string;
    };
  };
  /** Every weight of an edition. */
  'league/list-weights': {
    readonly params: { readonly edition: string };
    readonly row: {
      readonly code: string;
      readonly titleKey: string;
      readonly micros: number;
      readonly basis: string;
      readonly provisional: boolean;
    };
  };
  /** The newest day on which a visible offence was reported. */
  'league/newest-report-date': {
    readonly params: { readonly visible: readonly string[] };
    readonly row: { readonly asOf: string };
  };
  /** Ranks every suspect of a programme by the harm days of the allegations against them, with distinct victims and offences. Unknown harm adds nothing and is counted beside. */
  'league/rank-suspects': {
    readonly params: {
      readonly visible: readonly string[];
      readonly types?: readonly string[] | null | undefined;
      readonly victimSexes?: readonly string[] | null | undefined;
      readonly suspectSexes?: readonly string[] | null | undefined;
      readonly excludedStatuses: readonly string[];
      readonly allTime: boolean;
      readonly from?: string | null | undefined;
      readonly to?: string | null | undefined;
      readonly weights: Readonly<Record<string, unknown>>;
    };
    readonly row: {
      readonly personId: string;
      readonly harmMicros: number;
      readonly offences: number;
      readonly victims: number;
      readonly unknownHarm: number;
    };
  };
  /** Keeps the answer to a league question for this version of the graph, in place of an older one. */
  'league/store-table': {
    readonly params: {
      readonly id: string;
      readonly programme: string;
      readonly version: number;
      readonly totals: string;
      readonly marking: string;
      readonly at: string;
      readonly pages: readonly {
        readonly number: number;
        readonly personIds: readonly string[];
        readonly harmMicros: readonly number[];
        readonly victims: readonly number[];
        readonly offences: readonly number[];
        readonly unknownHarm: readonly number[];
      }[];
    };
    readonly row: Readonly<Record<string, never>>;
  };
  /** Totals over every offence in a programme's scope and window, listed or not, with what is not known. */
  'league/total-scope': {
    readonly params: {
      readonly visible: readonly string[];
      readonly types?: readonly string[] | null | undefined;
      readonly victimSexes?: readonly string[] | null | undefined;
      readonly suspectSexes?: readonly string[] | null | undefined;
      readonly excludedStatuses: readonly string[];
      readonly allTime: boolean;
      readonly from?: string | null | undefined;
      readonly to?: string | null | undefined;
      readonly weights: Readonly<Record<string, unknown>>;
    };
    readonly row: {
      readonly offences: number;
      readonly harmMicros: number;
      readonly victims: number;
      readonly unknownHarm: number;
      readonly withoutSuspect: number;
    };
  };
  /** Creates a shipped programme, or brings it to the shipped definition. */
  'league/write-programme': {
    readonly params: {
      readonly programme: {
        readonly id: string;
        readonly name: string;
        readonly description: string;
        readonly version: number;
        readonly marking: string;
        readonly digest: string;
        readonly types?: readonly string[] | null | undefined;
        readonly victimSexes?: readonly string[] | null | undefined;
        readonly suspectSexes?: readonly string[] | null | undefined;
        readonly excludedStatuses: readonly string[];
        readonly windowDays: number;
        readonly size: number;
        readonly edition: string;
      };
    };
    readonly row: { readonly changed: boolean };
  };
  /** The first query a server answers costs it seconds (planner, class loading): this one is asked before it counts as ready. */
  'neo4j/warm-up': {
    readonly params: Readonly<Record<string, never>>;
    readonly row: { readonly level: string };
  };
}
export type QueryName = keyof Queries;
export type Params<N extends QueryName> = Queries[N]['params'];
export type Row<N extends QueryName> = Queries[N]['row'];
