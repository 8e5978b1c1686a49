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
}
export type QueryName = keyof Queries;
export type Params<N extends QueryName> = Queries[N]['params'];
export type Row<N extends QueryName> = Queries[N]['row'];
