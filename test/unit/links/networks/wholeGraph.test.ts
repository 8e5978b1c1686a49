import { describe, expect, it } from 'vitest';
import { LinchpinError } from '../../../../src/errors/LinchpinError.ts';
import type { Sight } from '../../../../src/links/adjacency/Sight.ts';
import { countThings } from '../../../../src/links/networks/projection/countThings.ts';
import { project } from '../../../../src/links/networks/projection/project.ts';
import { allThings, wholeNetwork } from '../../../../src/links/networks/projection/wholeGraph.ts';
import { built } from '../plainModel.ts';

const patient = new AbortController().signal;

/** A graph as a caller sees it, and how often a walk of it has gone over a link. */
function watched() {
  const { sight } = built([
    ['SUSPECT_IN', 'PERSON a', 'OFFENCE o'],
    ['SUSPECT_IN', 'PERSON b', 'OFFENCE o'],
    ['USED', 'PERSON a', 'IDENTIFIER phone', 1, 9],
    ['USED', 'PERSON c', 'IDENTIFIER phone', 5, 20],
    ['TIED_TO', 'PERSON b', 'PERSON c', 3, 3],
  ]);
  let walked = 0;
  const counting: Sight = {
    ...sight,
    follow: (state, half) => {
      walked += 1;
      return sight.follow(state, half);
    },
  };
  return { sight: counting, walked: () => walked };
}

describe.each([
  [
    'the network of everybody',
    wholeNetwork,
    (asked: Asked) => project({ ...asked, people: undefined, reach: 0 }),
  ],
  ['what all have', allThings, (asked: Asked) => countThings(asked)],
] as const)('%s', (_what, kept, anew) => {
  it('is walked once for all who ask, each window and projection by itself', async () => {
    const { sight, walked } = watched();
    const asked = { sight, projection: 'CONTACT', from: 0, to: 0 } as const;
    const [first, second] = await Promise.all([kept(asked, patient), kept(asked, patient)]);
    const once = walked();
    expect(once).toBeGreaterThan(0);
    expect(second).toBe(first);
    expect(await kept(asked, patient)).toBe(first);
    expect(walked()).toBe(once);
    const early = { ...asked, from: 1, to: 4 };
    expect(await kept(early, patient)).toEqual(await anew(early));
    expect(await kept(early, patient)).not.toEqual(first);
    expect(await kept({ ...asked, projection: 'CO_OFFENDING' }, patient)).not.toEqual(first);
  });

  it('is kept for the two that were asked for last, and for no other sight', async () => {
    const { sight, walked } = watched();
    const asked = { sight, projection: 'CONTACT', from: 0, to: 0 } as const;
    const windows = [1, 2, 3].map((to) => ({ ...asked, to }));
    for (const window of windows) await kept(window, patient);
    const before = walked();
    for (const window of windows.slice(1)) await kept(window, patient);
    expect(walked()).toBe(before);
    await kept({ ...asked, to: 1 }, patient);
    expect(walked()).toBeGreaterThan(before);
    const other = watched();
    await kept({ ...asked, sight: other.sight }, patient);
    expect(other.walked()).toBeGreaterThan(0);
  });

  it('is walked of one sight at a time: a graph that changes under the questions is not held many times over', async () => {
    const log: string[] = [];
    /** A sight of which a walk takes several turns. */
    const logged = (name: string): Sight => {
      const { sight } = built(
        Array.from({ length: 2_000 }, (_, n) => ['USED', 'PERSON a', `IDENTIFIER i${n}`] as const),
      );
      return {
        ...sight,
        follow: (state, half) => {
          if (log.at(-1) !== name) for (const until = performance.now() + 15; performance.now() < until; );
          if (log.at(-1) !== name) log.push(name);
          return sight.follow(state, half);
        },
      };
    };
    const asked = { projection: 'CONTACT', from: 0, to: 0 } as const;
    await Promise.all(['before', 'after'].map((name) => kept({ ...asked, sight: logged(name) }, patient)));
    expect(log).toEqual(['before', 'after']);
  });

  it('goes on for the others where one is not waiting any more', async () => {
    const { sight } = watched();
    const asked = { sight, projection: 'CONTACT', from: 0, to: 0 } as const;
    const gone = new AbortController();
    const [left, stayed] = [kept(asked, gone.signal), kept(asked, patient)];
    gone.abort(new LinchpinError('TIMEOUT', 'The time of the question is over.'));
    await expect(left).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await stayed).toEqual(await anew(asked));
  });
});

type Asked = Parameters<typeof wholeNetwork>[0];
