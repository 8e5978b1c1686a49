import { expect, it } from 'vitest';
import { beyondOf } from '../../../../src/links/series/currentSeries.ts';

it('says which offences are looked at where there may be more', () => {
  expect(beyondOf(199_999)).toBeUndefined();
  expect(beyondOf(200_000)).toContain('Only the 200000 offences reported last');
});
