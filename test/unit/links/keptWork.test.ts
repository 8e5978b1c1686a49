import { expect, it } from 'vitest';
import { LinchpinError } from '../../../src/errors/LinchpinError.ts';
import { KeptWork, newLine } from '../../../src/links/turns/KeptWork.ts';

const late = () => new LinchpinError('UNAVAILABLE', 'later');

it('does one after the other, keeps what is found, and begins nothing that nobody waits for', async () => {
  const turn = new KeptWork<string>(4);
  const begun: string[] = [];
  let finish = (_: string) => {};
  const slow = () => {
    begun.push('slow');
    return new Promise<string>((resolve) => {
      finish = resolve;
    });
  };
  const quick = (name: string) => async () => {
    begun.push(name);
    return name;
  };
  const { signal } = new AbortController();
  const gone = new AbortController();
  const first = turn.ask('slow', slow, signal, late);
  const left = turn.ask('left', quick('left'), gone.signal, late);
  const second = turn.ask('second', quick('second'), signal, late);
  gone.abort();
  await expect(left).rejects.toBeInstanceOf(LinchpinError);
  expect(begun).toEqual(['slow']);
  finish('found');
  expect([await first, await second]).toEqual(['found', 'second']);
  expect(begun).toEqual(['slow', 'second']);
  expect(await turn.ask('slow', slow, signal, late)).toBe('found');
  expect(await turn.ask('left', quick('left'), signal, late)).toBe('left');
  expect(begun).toEqual(['slow', 'second', 'left']);
});

it('begins again what failed', async () => {
  const turn = new KeptWork<string>(4);
  const { signal } = new AbortController();
  const fails = () => Promise.reject(new Error('once'));
  await expect(turn.ask('one', fails, signal, late)).rejects.toThrow('once');
  expect(await turn.ask('one', async () => 'found', signal, late)).toBe('found');
});

it('waits for all others of its line, whoever keeps them', async () => {
  const line = newLine();
  const { signal } = new AbortController();
  const begun: string[] = [];
  let finish = (_: string) => {};
  const slow = () =>
    new Promise<string>((resolve) => {
      begun.push('slow');
      finish = resolve;
    });
  const first = new KeptWork<string>(2, line).ask('one', slow, signal, late);
  const second = new KeptWork<string>(2, line).ask('one', async () => `${begun.push('next')}`, signal, late);
  await new Promise(setImmediate);
  expect(begun).toEqual(['slow']);
  finish('found');
  expect([await first, await second]).toEqual(['found', '2']);
});
