import { describe, expect, it } from 'vitest';
import { keepLatest } from '../../../src/collections/keepLatest.ts';

describe('answers that are kept', () => {
  const counting = () => {
    const made: string[] = [];
    const kept = keepLatest<string>(2);
    const ask = (key: string) =>
      kept(key, async () => {
        made.push(key);
        return `answer to ${key}`;
      });
    return { made, ask };
  };

  it('are made once, also for those who ask while they are made', async () => {
    const { made, ask } = counting();
    expect(await Promise.all([ask('a'), ask('a')])).toEqual(['answer to a', 'answer to a']);
    await ask('a');
    expect(made).toEqual(['a']);
  });

  it('go when others were asked for more lately', async () => {
    const { made, ask } = counting();
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('go by their weight, and the latest stays whatever it weighs', async () => {
    const made: string[] = [];
    const kept = keepLatest<string>(5, ({ length }) => length);
    const ask = (key: string) =>
      kept(key, async () => {
        made.push(key);
        return key;
      });
    for (const key of ['aa', 'bbb', 'aa', 'c', 'bbb', 'far too heavy', 'far too heavy']) await ask(key);
    expect(made).toEqual(['aa', 'bbb', 'c', 'bbb', 'far too heavy']);
  });

  it('are asked for again where they failed', async () => {
    const kept = keepLatest<number>(2);
    await expect(kept('a', () => Promise.reject(new Error('no store')))).rejects.toThrow('no store');
    expect(await kept('a', async () => 7)).toBe(7);
  });
});
