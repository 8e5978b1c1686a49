export { type OpenOptions, openBundle } from './openBundle.ts';
export { type BundleFacts, type BundleReading, type FactsRequest, readFacts } from './readFacts.ts';
