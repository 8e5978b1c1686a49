import { describe, expect, it } from 'vitest';
import { describeNetwork, networkOfBundle } from '../../../src/links/index.ts';
import { montagna } from './montagna.ts';

/** The ties as published, undirected, through a bundle. */
async function publishedTies(name: string) {
  const { ties, reading } = await montagna(name);
  const { graph } = await networkOfBundle(reading);
  return { graph, pairs: new Set(ties.map((tie) => tie.split(',').slice(0, 2).sort().join(' '))).size };
}

describe('the Montagna networks', () => {
  // A plain search by exchanges is known to leave .402 and .207 of the meetings, .225 and .045 of the calls; raids on five .837.
  it.each([
    ['montagna_meetings.csv', 101, 92, [0.402, 0.207], [36, 18], 0.837],
    ['montagna_phonecalls.csv', 100, 89, [0.225, 0.045], [20, 4], 0.27],
  ] as const)(
    '%s: five and ten removals leave no more than is known to be possible',
    async (name, people, largest, known, left, raid) => {
      const { graph, pairs } = await publishedTies(name);
      const five = await describeNetwork(graph, 5);
      expect([five.nodes, five.ties, five.components[0]]).toEqual([people, pairs, largest]);
      expect(five.disruption?.mostConnected.shareLeft).toBeCloseTo(raid, 3);
      const ten = (await describeNetwork(graph, 10)).disruption;
      const found = [five.disruption?.best.shareLeft ?? 1, ten?.best.shareLeft ?? 1];
      for (const [at, share] of found.entries()) expect(share).toBeLessThanOrEqual((known[at] ?? 0) + 0.0005);
      expect([five.disruption?.best.largestLeft, ten?.best.largestLeft]).toEqual(left);
      expect(ten?.chance.low).toBeGreaterThan(found[1] ?? 1);
    },
  );
});
