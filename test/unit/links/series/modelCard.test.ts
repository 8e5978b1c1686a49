import { expect, it } from 'vitest';
import { modelCard } from '../../../../src/links/series/modelCard.ts';
import { train } from '../../../../src/links/series/train.ts';
import { plantedSeries } from './plantedSeries.ts';

it('measures a model on the linked pairs that it may learn on, which are of different victims', () => {
  const { offences } = plantedSeries(7, 12);
  const repeated = offences.map((one, at) =>
    at < 8 ? { ...one, victims: [`v${Math.floor(at / 4)}`] } : one,
  );
  const linkedOf = (all: typeof offences) => {
    const models = train(all);
    return [modelCard(models, 'a test', '2026-01-01').withSingles?.linked, models.linkedPairs];
  };
  const [measured, learned] = linkedOf(repeated);
  expect(measured).toBe(learned);
  expect(measured).toBeLessThan(linkedOf(offences)[0] ?? 0);
});
