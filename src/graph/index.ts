export type { CallOptions, Graph, GraphTransaction } from './Graph.ts';
export { type Lease, takeLease } from './lease.ts';
export { migrate } from './migrate.ts';
export { driverOf, type GraphConnection, openGraph } from './openGraph.ts';
export type { Params, QueryName, Row } from './queries.generated.ts';
export { type CheckResult, runChecks } from './runChecks.ts';
export { translateError } from './translateError.ts';
export { bumpVersion, currentVersion } from './version.ts';
