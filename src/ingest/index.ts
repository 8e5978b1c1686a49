export { type ImportProgress, type ImportReport, type ImportRequest, importBundle } from './importBundle.ts';
export { normaliseIdentifier } from './read/identifiers.ts';
export { type BundleFacts, type FactsRequest, readFacts } from './read/index.ts';
export { checkSourceName } from './read/manifest.ts';
export { type Remarked, remark } from './remark/remark.ts';
export { needsSource } from './repository.ts';
export type { BundleFile, RowOf, StatedDate } from './types.ts';
export { type RecordFacts, readPerson } from './write/readPerson.ts';
export { regroup } from './write/writeJudgements.ts';
