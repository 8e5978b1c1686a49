import { describe, expect, it } from 'vitest';
import { openPseudonyms } from '../../../src/access/index.ts';
import { readConfig } from '../../../src/config/index.ts';

const serviceWith = (key: string) => openPseudonyms(readConfig({ LINCHPIN_PSEUDONYM_KEY: key }, '.'));
const PEOPLE = ['a:1', 'a:2', 'b:1'];

describe('the pseudonyms of an export', () => {
  it('are the same within it', async () => {
    const service = await serviceWith('a key of sixteen or more');
    const [one, again] = [service.forExport('x'), service.forExport('x')];
    expect(PEOPLE.map(one.victim)).toEqual(PEOPLE.map(again.victim));
    expect(new Set(PEOPLE.map(one.victim)).size).toBe(3);
  });

  it('are none of those of the service, of another export or of another service', async () => {
    const service = await serviceWith('a key of sixteen or more');
    const other = await serviceWith('another key of that length');
    const called = [
      service,
      service.forExport('x'),
      service.forExport('y'),
      service.forExport(''),
      other.forExport('x'),
    ].flatMap(({ victim }) => PEOPLE.map(victim));
    expect(new Set(called).size).toBe(called.length);
    expect(called.filter((name) => !/^V-[0-9A-HJKMNP-TV-Z]{12}$/.test(name))).toEqual([]);
  });
});
