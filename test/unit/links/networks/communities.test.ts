import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../src/links/networks/analyse.ts';
import { communitiesOf } from '../../../../src/links/networks/communities.ts';
import { continuedFrom } from '../../../../src/links/networks/continued.ts';
import { graphOfTies, type Tie } from '../../../../src/links/networks/WeightedGraph.ts';

/** Everybody of each group is tied to everybody of it, and the first of each to the first of the next. */
function groupsOf(...groups: readonly (readonly string[])[]) {
  const ties: Tie[] = groups.flatMap((ids) =>
    ids.flatMap((a, at) => ids.slice(at + 1).map((b) => ({ a, b }))),
  );
  for (const [at, [first = '']] of groups.entries()) {
    const next = groups[at + 1]?.[0];
    if (next !== undefined) ties.push({ a: first, b: next });
  }
  return graphOfTies(ties);
}
const named = (letter: string, size: number) => Array.from({ length: size }, (_, n) => `${letter}${n}`);

async function found(...groups: readonly (readonly string[])[]) {
  const graph = groupsOf(...groups);
  const communities = await communitiesOf(graph, (await analyse(graph)).community);
  return communities.map(({ members, ...one }) => ({ ...one, ids: members.map((node) => graph.ids[node]) }));
}

describe('communities', () => {
  it('have the density of their ties, and the share of them that leads out', async () => {
    const [first, second, third] = await found(named('a', 6), named('b', 5), named('c', 4));
    expect([first?.ids, second?.ids, third?.ids]).toEqual([named('a', 6), named('b', 5), named('c', 4)]);
    // 15, 10 and 6 ties inside; one between a and b, one between b and c. Ends of ties: 31, 22, 13 of 66.
    expect([first?.innerTies, first?.density, second?.density]).toEqual([15, 1, 1]);
    expect([first?.conductance, second?.conductance, third?.conductance]).toEqual([1 / 31, 2 / 22, 1 / 13]);
    expect(await found(named('a', 4))).toMatchObject([{ density: 1, conductance: undefined }]);
  });

  it('keep their ids whatever else there is, and mostly when a member comes or goes', async () => {
    const [whole] = await found(named('a', 20));
    const beside = await found(named('a', 20), named('b', 9));
    expect(beside.find(({ ids }) => ids.length === 20)?.id).toBe(whole?.id);
    expect(new Set(beside.map(({ id }) => id)).size).toBe(2);
    let kept = 0;
    for (let gone = 0; gone < 20; gone += 1) {
      const [rest] = await found(named('a', 20).filter((_, at) => at !== gone));
      if (rest?.id === whole?.id) kept += 1;
    }
    // Only the one of whom the id is made.
    expect(kept).toBe(19);
  });

  it('continue the earlier ones with which they have most in common, each once', () => {
    const earlier = [
      { id: 'E1', memberIds: named('a', 6) },
      { id: 'E2', memberIds: named('b', 4) },
      { id: 'E3', memberIds: ['c0', 'x1', 'x2', 'x3', 'x4'] },
    ];
    const present = [[...named('a', 4), 'n1'], ['a4', 'a5'], named('b', 4), ['c0', 'c1', 'c2']];
    const { of, ended } = continuedFrom(earlier, present);
    expect([...of].sort(([one], [other]) => one - other)).toEqual([
      [0, { id: 'E1', joined: ['n1'], left: ['a4', 'a5'] }],
      [2, { id: 'E2', joined: [], left: [] }],
    ]);
    // One of seven in common is no continuation; what split off is new.
    expect(ended).toEqual(['E3']);
    expect(continuedFrom([], present)).toEqual({ of: new Map(), ended: [] });
  });
});

describe('the analysis', () => {
  it('samples betweenness beyond 5,000 people, and says its error', async () => {
    const ring = graphOfTies(
      Array.from({ length: 5_200 }, (_, n) => ({ a: `P${n}`, b: `P${(n + 1) % 5_200}` })),
    );
    const { betweenness } = await analyse(ring);
    expect([betweenness.exact, betweenness.sources]).toEqual([false, 500]);
    expect(betweenness.halfWidths.every((width) => width > 0)).toBe(true);
  });
});
