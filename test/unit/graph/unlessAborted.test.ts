import { describe, expect, it } from 'vitest';
import { LinchpinError } from '../../../src/errors/LinchpinError.ts';
import { unlessAborted } from '../../../src/graph/index.ts';

const timeUp = () => new LinchpinError('TIMEOUT', 'This took longer than 30 seconds.');

describe('waiting for shared work', () => {
  it('ends with the caller, in the words of whoever ended it, and leaves the work to the others', async () => {
    let resolve: (value: string) => void = () => undefined;
    const promise = new Promise<string>((settle) => {
      resolve = settle;
    });
    const gone = new AbortController();
    const impatient = unlessAborted(promise, gone.signal);
    const patient = unlessAborted(promise, new AbortController().signal);
    gone.abort(timeUp());
    await expect(impatient).rejects.toMatchObject({ code: 'TIMEOUT', message: timeUp().message });
    resolve('done');
    expect(await patient).toBe('done');
  });

  it('does not begin for a caller who has gone', async () => {
    const never = new Promise<never>(() => undefined);
    await expect(unlessAborted(never, AbortSignal.abort(timeUp()))).rejects.toMatchObject({
      code: 'TIMEOUT',
    });
  });

  it('says more where more is known than that the time is over, and only then', async () => {
    const late = new LinchpinError('UNAVAILABLE', 'The graph is being read.');
    const never = new Promise<never>(() => undefined);
    await expect(unlessAborted(never, AbortSignal.abort(timeUp()), late)).rejects.toBe(late);
    const left = AbortSignal.abort(new LinchpinError('CANCELLED', 'The caller went away.'));
    await expect(unlessAborted(never, left, late)).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('passes on what the work gives, failures included', async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(Promise.resolve(7), signal)).toBe(7);
    await expect(unlessAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  });
});
