import { accuracyOf } from '../../src/links/series/accuracy.ts';
import { offencesOfBundle } from '../../src/links/series/fromBundle.ts';
import { modelCard } from '../../src/links/series/modelCard.ts';
import { scorer } from '../../src/links/series/scorePairs.ts';
import { train } from '../../src/links/series/train.ts';
import { crimelinkageBundle } from './crimelinkage.ts';
import { type Figure, rounded } from './Figure.ts';
import type { Bundle } from './withBundle.ts';

/** Linkage of burglaries with a truth: Porter, A statistical approach to crime linkage, The American Statistician 70(2), 2016. */
export async function onCrimelinkage(shared: string, { folder, reading }: Bundle): Promise<Figure[]> {
  const offenders = await crimelinkageBundle(shared, folder);
  const { source, offences } = await offencesOfBundle(reading);
  const models = train(offences);
  const score = scorer(models);
  const scores = { linked: [] as number[], unlinked: [] as number[] };
  let first = { pair: '', score: Number.NEGATIVE_INFINITY };
  for (const [a, one] of offences.entries())
    for (let b = a + 1; b < offences.length; b += 1) {
      const other = offences[b];
      const value = score(a, b);
      if (other === undefined || Number.isNaN(value)) continue;
      const [by, byOther] = [offenders.get(one.id), offenders.get(other.id)];
      if (by !== undefined && byOther !== undefined)
        ([...by].some((who) => byOther.has(who)) ? scores.linked : scores.unlinked).push(value);
      if (by === undefined && byOther === undefined && value > first.score)
        first = { pair: [one.id, other.id].sort().join(' '), score: value };
    }
  const data = 'crimelinkage';
  const { distanceAlone } = modelCard(models, source, '2000-01-01');
  return [
    {
      data,
      figure: 'AUC of pairs of one offender (settings chosen on the same pairs)',
      ours: rounded(accuracyOf(scores.linked, scores.unlinked).auc),
      beside: { 'distance alone': rounded(distanceAlone?.auc ?? Number.NaN), 'Porter 2016': 0.925 },
      target: '>= 0.925',
    },
    {
      data,
      figure: 'C:431 and C:460 are the first pair without a suspect',
      ours: first.pair === 'cl:C:431 cl:C:460' ? 1 : 0,
      beside: {},
      target: '= 1',
    },
  ];
}
