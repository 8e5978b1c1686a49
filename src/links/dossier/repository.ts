import type { CallOptions, Graph, Row } from '../../graph/index.ts';

export type AllegationRow = Row<'links/list-allegations-of'>;
export type HomeRow = Row<'links/list-homes-of'>;
export type IdentifierRow = Row<'links/list-identifiers-of'>;
export type ReportRow = Row<'links/list-reports-on'>;
export type CustodyRow = Row<'links/list-custody-of'>;
export type OrderRow = Row<'links/list-orders-on'>;
export type ExhibitRow = Row<'links/list-exhibits-on'>;
export type MatchRow = Row<'links/list-matches-of'>;

export interface OfPersons {
  readonly personIds: readonly string[];
  readonly visible: readonly string[];
}

export const listAllegations = (graph: Graph, keys: OfPersons, options?: CallOptions) =>
  graph.read('links/list-allegations-of', keys, options);
export const listHomes = (graph: Graph, keys: OfPersons, options?: CallOptions) =>
  graph.read('links/list-homes-of', keys, options);
export const listIdentifiers = (graph: Graph, keys: OfPersons, options?: CallOptions) =>
  graph.read('links/list-identifiers-of', keys, options);
export const listReports = (graph: Graph, keys: OfPersons, options?: CallOptions) =>
  graph.read('links/list-reports-on', keys, options);
export const listCustody = (graph: Graph, keys: OfPersons, options?: CallOptions) =>
  graph.read('links/list-custody-of', keys, options);
export const listOrders = (graph: Graph, keys: OfPersons, options?: CallOptions) =>
  graph.read('links/list-orders-on', keys, options);
export const listExhibits = (graph: Graph, keys: OfPersons, options?: CallOptions) =>
  graph.read('links/list-exhibits-on', keys, options);
export const listMatches = (graph: Graph, keys: OfPersons, options?: CallOptions) =>
  graph.read('links/list-matches-of', keys, options);
