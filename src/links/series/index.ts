export type { ModelCard } from './modelCard.ts';
export { type NearRepeat, nearRepeat, type PlacedEvent } from './nearRepeat.ts';
export { type ScoreRequest, scoreBundle } from './scoreBundle.ts';
