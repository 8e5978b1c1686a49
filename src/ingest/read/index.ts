export { type OpenOptions, openBundle } from './openBundle.ts';
export { type BundleFacts, type FactsRequest, readFacts } from './readFacts.ts';
