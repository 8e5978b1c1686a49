import { describe, expect, it } from 'vitest';
import { countPerMinute } from '../../../src/api/countPerMinute.ts';

describe('who does something too often', () => {
  it('is audited once a minute, and nobody else is', () => {
    let at = 0;
    const count = countPerMinute({ now: () => new Date(at) }, 2);
    expect(['a', 'a', 'b', 'a', 'a', 'b'].map(count)).toEqual([
      'usual',
      'usual',
      'usual',
      'audited',
      'quiet',
      'usual',
    ]);
    at = 59_999;
    expect(count('a')).toBe('quiet');
    at = 60_000;
    expect(['a', 'a', 'a', 'a'].map(count)).toEqual(['usual', 'usual', 'audited', 'quiet']);
  });
});
