import type { Record as DriverRecord } from 'neo4j-driver';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { CallOptions } from './Graph.ts';
import type { CatalogueQuery } from './parseQueryFile.ts';
import type { QueryName, Row } from './queries.generated.ts';
import { fromDriver, toDriver } from './values.ts';

/** What the server is told of a call beside its query. */
export function settings(options: CallOptions, timeoutMs: number) {
  const { user, operation, requestId } = options;
  const known = Object.entries({ user, operation, requestId }).filter(([, value]) => value !== undefined);
  return { timeout: timeoutMs, metadata: { app: 'linchpin', ...Object.fromEntries(known) } };
}

/**
 * Parameters as the driver takes them.
 * @throws LinchpinError QUERY_INVALID for one that is missing, unknown or of another type
 */
export function parametersOf(query: CatalogueQuery, params: object): Record<string, unknown> {
  const given = new Map<string, unknown>(Object.entries(params));
  const sent: Record<string, unknown> = {};
  for (const { name, type } of query.parameters) {
    sent[name] = toDriver(given.get(name), type, `${query.name}.$${name}`);
    given.delete(name);
  }
  const stranger = given.keys().next();
  if (!stranger.done)
    throw new LinchpinError('QUERY_INVALID', `${query.name} has no parameter $${stranger.value}.`);
  return sent;
}

/**
 * A row as the query's header promises it.
 * @throws LinchpinError QUERY_INVALID where it is another
 */
export function rowOf<N extends QueryName>(query: CatalogueQuery, record: DriverRecord): Row<N> {
  const row: Record<string, unknown> = {};
  for (const { name, type } of query.columns) {
    if (!record.has(name))
      throw new LinchpinError(
        'QUERY_INVALID',
        `${query.name} promises a column ${name} and does not return it.`,
      );
    const value = fromDriver(record.get(name));
    if (value === null && !type.nullable)
      throw new LinchpinError('QUERY_INVALID', `${query.name}: column ${name} is null and not declared so.`);
    row[name] = value;
  }
  return row as Row<N>;
}
