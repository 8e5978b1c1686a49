export { driverEndingWith } from './driverEndingWith.ts';
export type { CallOptions, Graph, GraphTransaction } from './Graph.ts';
export { type HeaderType, parseHeaderType } from './headerTypes.ts';
export { type Lease, pauseLeases, resumeLeases, takeLease } from './lease.ts';
export { loadCatalogue } from './loadCatalogue.ts';
export { migrate, newestMigration, restoreStore } from './migrate.ts';
export { driverOf, type GraphConnection, openGraph } from './openGraph.ts';
export type { Params, QueryName, Row } from './queries.generated.ts';
export { type CheckResult, runChecks } from './runChecks.ts';
export { LIST_DELIMITER, type StoreFile, type StoreFiles } from './StoreFiles.ts';
export { translateError } from './translateError.ts';
export { unlessAborted } from './unlessAborted.ts';
export {
  currentVersion,
  type FactChange,
  recordChange,
  type Touched,
  touchedBetween,
  type Versions,
} from './version.ts';
