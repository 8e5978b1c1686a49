import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../src/access/breakGlass/changesOf.ts';
import type { Context } from '../../../src/access/index.ts';
import { LinchpinError } from '../../../src/errors/LinchpinError.ts';

/** A store that answers looks at its changes one after the other, the way these say. */
function contextOf(looks: readonly (() => unknown)[]) {
  const left = [...looks];
  const gone = new AbortController();
  const read = async (name: string) => {
    if (name === 'access/last-break-glass-change') return [{ sequence: 4 }];
    if (name === 'access/find-break-glass') return [{ id: 'b1', state: 'ACTIVE' }];
    return left.shift()?.() ?? [];
  };
  const context = { graph: { read }, signal: gone.signal, caller: { subject: 's' }, requestId: 'r' };
  return { context: context as unknown as Context, end: () => gone.abort() };
}
const change = (sequence: number) => ({ sequence, at: 'then', change: 'OPENED', by: 'a', breakGlass: 'b1' });
const failing = (code: 'UNAVAILABLE' | 'TIMEOUT' | 'INTERNAL') => () => {
  throw new LinchpinError(code, 'the store is away');
};

describe('who listens for break-glass', () => {
  it('waits through an outage of the store, and then hears what was announced, each once', async () => {
    const { context, end } = contextOf([
      () => [change(5)],
      failing('UNAVAILABLE'),
      failing('TIMEOUT'),
      () => [change(6)],
    ]);
    const events = await changesOf(context, undefined);
    expect((await events.next()).value).toMatchObject({ sequence: 5, breakGlass: { id: 'b1' } });
    expect((await events.next()).value).toMatchObject({ sequence: 6 });
    end();
    expect((await events.next()).done).toBe(true);
  });

  it('is told of any other failure', async () => {
    const { context } = contextOf([failing('INTERNAL')]);
    await expect((await changesOf(context, undefined)).next()).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});
