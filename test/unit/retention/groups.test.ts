import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPolicyFile } from '../../../src/retention/groups.ts';

const folder = mkdtempSync(join(tmpdir(), 'linchpin-groups-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const REST = { id: 'REST', name: 'Rest', rest: true, initialMonths: 72, reviewMonths: 12, source: 'ours' };
const POLICY = {
  minimum: { months: 72, source: 'MOPI-MIN' },
  custody: { keepUntilRelease: true, source: 'CPIA' },
  edition: 'cchi-public',
  groups: [REST],
};
const read = (content: unknown) => {
  const path = join(folder, 'groups.yaml');
  writeFileSync(path, JSON.stringify(content));
  return readPolicyFile(path);
};
const withGroup = (group: object) => ({
  ...POLICY,
  groups: [{ ...REST, rest: false, id: 'A', ...group }, REST],
});

describe('the file of groups', () => {
  it('that ships is valid, and every figure says where it comes from', async () => {
    const { groups, minimum } = await readPolicyFile();
    expect(minimum.months).toBe(72);
    expect(groups.map(({ id }) => id)).toEqual(['GROUP_1', 'GROUP_2', 'GROUP_3', 'GROUP_4']);
    for (const { source } of [...groups, minimum]) expect(source).toMatch(/MOPI-MIN|operator's own choice/);
  });

  it.each([
    [
      'a period below the minimum',
      withGroup({ codes: ['1'], initialMonths: 12 }),
      /initialMonths: is less than the minimum/,
    ],
    ['a group that asks nothing', withGroup({}), /must either be the rest or say/],
    ['a status that there is not', withGroup({ statuses: ['GUILTY'] }), /statuses/],
    ['a group twice', withGroup({ id: 'REST', codes: ['1'] }), /is there twice/],
    ['no rest', { ...POLICY, groups: [{ ...REST, rest: false, codes: ['1'] }] }, /the last group/],
    ['a figure without its source', withGroup({ codes: ['1'], source: '' }), /where the figures come from/],
    ['a setting that nobody knows', { ...POLICY, forever: true }, /forever/],
  ])('with %s is refused, naming the field', async (_what, content, words) => {
    await expect(read(content)).rejects.toThrow(words);
  });

  it('that is not there is refused by its name', async () => {
    await expect(readPolicyFile('/nowhere/groups.yaml')).rejects.toThrow(
      '/nowhere/groups.yaml cannot be read',
    );
  });
});
