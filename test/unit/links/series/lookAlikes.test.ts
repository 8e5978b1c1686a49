import { expect, it } from 'vitest';
import { onLondonSeries } from '../../../../bench/quality/onLondonSeries.ts';
import { withBundle } from '../../../../bench/quality/withBundle.ts';
import { generateSeed } from '../../../../seed/index.ts';

/** Of those on which the model was looked at, and none of the bench's. */
const SEEDS = [101, 102, 103, 104, 105, 106];

it('tells look-alikes from planted series by what strangers did, not by what happened at home', async () => {
  const found = [];
  for (const seed of SEEDS)
    found.push(
      await withBundle(async (bundle) => {
        await generateSeed({ size: 1_000, seed, out: bundle.folder });
        return (await onLondonSeries(bundle)).ours;
      }, 'bundle'),
    );
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  // Learned on every solved offence it is .26.
  expect(mean(found.map(({ lookAlikes }) => lookAlikes))).toBeLessThan(0.2);
  expect(mean(found.map((one) => one.found))).toBeGreaterThan(0.8);
}, 180_000);
