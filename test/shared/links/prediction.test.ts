import { describe, expect, it } from 'vitest';
import { measure, tiesOfBundle } from '../../../src/links/index.ts';
import { montagna } from './montagna.ts';

async function measured(name: string, seed: number) {
  const { facts } = await tiesOfBundle((await montagna(name)).reading);
  return measure(facts, { share: 0.1, seed });
}

describe('predicted ties of the Montagna networks', () => {
  it('of the meetings are found no worse than by resource allocation, which is known to reach .929', async () => {
    const { ours, resourceAllocation, predictable, splits } = await measured('montagna_meetings.csv', 1);
    expect([predictable, splits]).toEqual([true, 100]);
    expect(ours.auc).toBeGreaterThanOrEqual(0.929);
    expect(ours.auc).toBeGreaterThan(resourceAllocation.auc ?? 1);
    expect(ours.precisionAtHidden).toBeGreaterThan(resourceAllocation.precisionAtHidden ?? 1);
  });

  it('of the calls cannot be found, and that is said', async () => {
    expect(await measured('montagna_phonecalls.csv', 1)).toMatchObject({
      ...{ predictable: false, reason: expect.stringContaining('not predictable') },
    });
  });
});
