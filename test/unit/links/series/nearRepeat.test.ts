import { describe, expect, it } from 'vitest';
import { nearRepeat } from '../../../../src/links/series/nearRepeat.ts';
import { beginTurn } from '../../../../src/links/turns/Turn.ts';
import { random } from '../randomGraph.ts';

const below = random(5);
const events = Array.from({ length: 200 }, () => ({ x: below(2_000), y: below(2_000), day: below(120) }));

describe('near repeats', () => {
  it('are the pairs so near in place and days, each number of days as if it were asked alone', async () => {
    for (const [least, most] of [
      [0, 100],
      [100, 200],
    ] as const) {
      const both = await nearRepeat(events, [least, most], [7, 14], { shuffles: 49 });
      for (const [nth, days] of [7, 14].entries()) {
        let pairs = 0;
        for (const [at, one] of events.entries())
          for (const other of events.slice(at + 1)) {
            const apart = Math.hypot(one.x - other.x, one.y - other.y);
            const near = apart <= most && (least === 0 || apart > least);
            if (near && Math.abs(one.day - other.day) <= days) pairs += 1;
          }
        expect(pairs).toBeGreaterThan(0);
        expect(both[nth]?.observed).toBe(pairs);
        expect([both[nth]]).toEqual(await nearRepeat(events, [least, most], [days], { shuffles: 49 }));
      }
    }
  });

  it('are refused, with a remedy, where there are more pairs than can be dealt anew', async () => {
    const onePoint = Array.from({ length: 8_000 }, (_, day) => ({ x: 1, y: 1, day }));
    await expect(nearRepeat(onePoint, [0, 1], [7], { mostPairs: 1_000_000 })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('ask of a programme that is about fewer'),
    });
  });

  it('let others in between the shuffles, and end where nobody waits any more', async () => {
    const many = Array.from({ length: 1_000 }, (_, day) => ({ x: 1, y: 1, day }));
    const stop = new AbortController();
    const work = nearRepeat(many, [0, 1], [7], { shuffles: 10_000, turn: beginTurn(stop.signal, 0) });
    setImmediate(() => stop.abort(new Error('over')));
    await expect(work).rejects.toThrow('over');
  });
});
