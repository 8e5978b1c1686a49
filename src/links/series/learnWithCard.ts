import { type ModelCard, modelCard } from './modelCard.ts';
import type { SeriesOffence } from './SeriesOffence.ts';
import { type Learned, train } from './train.ts';

/** What a thread is given to learn on, and what it gives back. */
export interface Lesson {
  readonly offences: readonly SeriesOffence[];
  /** What the card says it was learned on, and when. */
  readonly source: string;
  readonly date: string;
}
export interface LearnedWithCard {
  readonly learned: Learned;
  readonly card: ModelCard;
}

/** Learns, and measures what was learned; as data alone, which can leave the thread. */
export function learnWithCard({ offences, source, date }: Lesson): LearnedWithCard {
  const models = train(offences);
  const { basis, fold, models: byFolds, linkedPairs, seriesCount } = models;
  return {
    learned: { basis, fold, models: byFolds, linkedPairs, seriesCount },
    card: modelCard(models, source, date),
  };
}
