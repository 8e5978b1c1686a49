import { expect, it } from 'vitest';
import { compare } from '../../../../src/links/series/compare.ts';
import { learnAside } from '../../../../src/links/series/learnAside.ts';
import { modelCard } from '../../../../src/links/series/modelCard.ts';
import { scorer } from '../../../../src/links/series/scorePairs.ts';
import { solvedGroups } from '../../../../src/links/series/solvedGroups.ts';
import { modelsOf, train } from '../../../../src/links/series/train.ts';
import { plantedSeries } from './plantedSeries.ts';

it('a thread of its own learns the same', async () => {
  const { offences } = plantedSeries(3, 24);
  const { learned, card } = await learnAside({ offences, source: 's', date: '2023-07-01' });
  const here = train(offences);
  const there = modelsOf(compare(offences), solvedGroups(offences), learned);
  expect(here.basis).toBe('TRAINED');
  expect(card).toEqual(modelCard(here, 's', '2023-07-01'));
  const [one, other] = [scorer(here), scorer(there)];
  for (let a = 0; a < offences.length; a += 7)
    for (let b = a + 1; b < offences.length; b += 1) expect(other(a, b)).toBe(one(a, b));
}, 60_000);
