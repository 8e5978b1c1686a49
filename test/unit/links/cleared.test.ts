import { describe, expect, it } from 'vitest';
import { adjacencyBuilder } from '../../../src/links/adjacency/buildAdjacency.ts';
import { sightOf } from '../../../src/links/adjacency/Sight.ts';
import { recordedTies } from '../../../src/links/hidden/recordedTies.ts';
import { tiedByOffence } from '../../../src/links/prediction/sightTies.ts';
import { CUSTODY } from '../../../src/links/shared/kinds.ts';
import { holdingsOf, usersOf } from '../../../src/links/shared/things.ts';
import { stepOf } from '../../../src/links/shown/evidenceOf.ts';

/** Two suspects of one offence, held for it: a by two records, of which the second was cleared, and b, who was cleared or not. */
function suspects(ofB: boolean) {
  const builder = adjacencyBuilder();
  const marking = 'OFFICIAL';
  const [a, b] = ['a', 'b'].map((id) => builder.addNode({ kind: 'PERSON', id, marking })) as [number, number];
  const end = builder.addNode({ kind: 'OFFENCE', id: 'o', marking });
  const add = (start: number, recordOfStart: string, cleared: boolean) =>
    builder.addLink({ kind: 'SUSPECT_IN', start, end, marking, recordOfStart, cleared });
  add(a, 'a/0', false);
  add(a, 'a/1', true);
  add(b, 'b/0', ofB);
  for (const [held, person] of [a, b].entries()) {
    const episode = builder.addNode({ kind: 'CUSTODY_EPISODE', id: `held ${held}`, marking });
    builder.addLink({ kind: 'HELD', start: episode, end: person, marking });
    builder.addLink({ kind: 'FOR', start: episode, end, marking });
  }
  return sightOf(builder.build(), [marking], 'NONE');
}
const [A, B] = [0, 1];
const OFFENCE = 2;

describe('a suspect who was cleared', () => {
  it.each([
    [false, [A, B]],
    [true, [A]],
  ])('of all that names them (%s) is tied to nobody', (ofB, tied) => {
    const sight = suspects(ofB);
    expect([...tiedByOffence(sight, OFFENCE)].sort()).toEqual(tied);
    const met: number[] = [];
    recordedTies(sight)(B, (other) => met.push(other));
    expect(met).toEqual(ofB ? [] : [A]);
  });

  it.each([
    [false, [A, B]],
    [true, [A]],
  ])('of all that names them (%s) is tied to nobody by custody for it', (ofB, held) => {
    const sight = suspects(ofB);
    expect([...usersOf(sight, CUSTODY, OFFENCE)].sort()).toEqual(held);
    for (const person of [A, B])
      expect(holdingsOf(sight, person).things[CUSTODY]?.has(OFFENCE)).toBe(held.includes(person));
  });

  it('is walked, and every record of the step is cited', () => {
    const sight = suspects(true);
    // What was cleared stands behind all others.
    const half = (sight.adjacency.start[B + 1] ?? 0) - 1;
    expect(sight.follow(B, half)).toBe(OFFENCE);
    const step = stepOf(sight, A, sight.adjacency.start[A] ?? 0, OFFENCE);
    expect([...step.records].sort()).toEqual(['a/0', 'a/1']);
  });
});
