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
  /** The first query a server answers costs it seconds (planner, class loading): this one is asked before it counts as ready. */
  'neo4j/warm-up': {
    readonly params: Readonly<Record<string, never>>;
    readonly row: { readonly level: string };
  };
}
export type QueryName = keyof Queries;
export type Params<N extends QueryName> = Queries[N]['params'];
export type Row<N extends QueryName> = Queries[N]['row'];
