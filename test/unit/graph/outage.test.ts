import { expect, test } from 'vitest';
import { LinchpinError } from '../../../src/errors/LinchpinError.ts';
import { guardCall } from '../../../src/graph/callGuard.ts';
import { watchOutage } from '../../../src/graph/outage.ts';

test('a store that answers is not asked before calls; a lost one once for all who call, until it is back', async () => {
  let asked = 0;
  let back = false;
  const outage = watchOutage(async () => {
    asked += 1;
    if (!back) throw new Error('connection refused');
  });
  await outage.mayCall();
  expect(asked).toBe(0);
  outage.lost();
  const calls = await Promise.allSettled([outage.mayCall(), outage.mayCall(), outage.mayCall()]);
  expect(calls.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  await expect(outage.mayCall()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(asked).toBe(2);
  back = true;
  await outage.mayCall();
  await outage.mayCall();
  expect(asked).toBe(3);
});

test('a store that hangs is not waited for, and its late answer counts', async () => {
  let answer: () => void = () => undefined;
  const outage = watchOutage(() => new Promise<void>((resolve) => (answer = resolve)));
  outage.lost();
  await expect(outage.mayCall()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  answer();
  await outage.mayCall();
});

test('a call is over when its signal aborts, for the reason that is given, and when its time is up', async () => {
  const gone = new AbortController();
  let ended = 0;
  const aborted = guardCall(gone.signal, 60_000, () => (ended += 1));
  gone.abort(new LinchpinError('TIMEOUT', 'The time of the request is over.'));
  await expect(aborted.over).rejects.toMatchObject({
    code: 'TIMEOUT',
    message: expect.stringContaining('time of the request'),
  });
  expect(ended).toBe(1);
  const late = guardCall(undefined, 1, () => (ended += 1));
  await expect(late.over).rejects.toMatchObject({ code: 'TIMEOUT' });
  expect(ended).toBe(2);
  const left = new AbortController();
  const cancelled = guardCall(left.signal, 60_000, () => (ended += 1));
  left.abort();
  await expect(cancelled.over).rejects.toMatchObject({ code: 'CANCELLED' });
});
