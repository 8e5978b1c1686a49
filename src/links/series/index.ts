export { type Accuracy, accuracyOf, thresholdAt } from './accuracy.ts';
export { type Candidate, candidates, type Reason } from './candidates.ts';
export { clusters, type Linkage, type ProposedSeries } from './clusters.ts';
export { offencesOfBundle } from './fromBundle.ts';
export { type ModelCard, modelCard } from './modelCard.ts';
export { type NearRepeat, nearRepeat, type PlacedEvent } from './nearRepeat.ts';
export type { SeriesOffence } from './SeriesOffence.ts';
export { probability, scorer } from './scorePairs.ts';
export { MOST_DAYS, type TrainedModels, train } from './train.ts';
