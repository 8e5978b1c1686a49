import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { CliDeps } from '../../../src/cli/deps.ts';
import { registerNetwork } from '../../../src/cli/network.ts';
import { projectRoot, readConfig, systemClock } from '../../../src/config/index.ts';
import { type BundleLines, bundleFolder, manifest, temporaryFolder } from '../../support/bundles.ts';

async function network(files: BundleLines, ...words: readonly string[]): Promise<string> {
  const printed: string[] = [];
  const deps: CliDeps = {
    config: readConfig({ LINCHPIN_HOME: await temporaryFolder() }, projectRoot),
    signal: new AbortController().signal,
    clock: systemClock,
    out: (text) => printed.push(text),
    err: (text) => printed.push(text),
    withGraph: () => Promise.reject(new Error('opened a store')),
  };
  const program = new Command().exitOverride();
  registerNetwork(program, deps);
  await program.parseAsync(['node', 'linchpin', 'network', await bundleFolder(files), ...words]);
  return printed.join('\n');
}

/** A and B are suspects of one offence, B knows C, C was stopped with D and called E, whom F and G know; E was eliminated. */
const BUNDLE: BundleLines = {
  'manifest.yaml': manifest('net', '2024-01-31'),
  'persons.csv': ['id', ...'ABCDEFGHI'],
  'offences.csv': ['id,offence_title', 'O1,Burglary'],
  'involvements.csv': [
    'person_id,offence_id,role,status',
    'A,O1,SUSPECT,CHARGED',
    'B,O1,SUSPECT,NAMED',
    'E,O1,SUSPECT,ELIMINATED',
    'H,O1,VICTIM,',
  ],
  'associations.csv': [
    'person_id,other_person_id,kind,weight',
    'B,C,CONTACT,3',
    'E,F,FAMILY,',
    'G,E,ASSOCIATE,2',
    'A,I,CONTACT,0',
  ],
  'events.csv': [
    'id,kind,person_id,person_ids,other_person_id',
    'E1,STOP,,C;D,',
    'E2,CALL,C,,E',
    'E3,CALL,H,,',
  ],
};

describe('linchpin network', () => {
  it('ties suspects, associates and people of one event, and finds who holds them together', async () => {
    const found = JSON.parse(await network(BUNDLE, '--disrupt', '1', '--json'));
    expect(found).toMatchObject({
      source: 'net',
      nodes: 7,
      ties: 6,
      components: [7],
      articulationPoints: ['net:B', 'net:C', 'net:E'],
    });
    // Ways through C: between {A, B}, D and {E, F, G}.
    expect(found.betweenness.highest[0]).toEqual({ personId: 'net:C', value: 2 + 6 + 3, halfWidth: 0 });
    expect(found.communities.flatMap(({ personIds }: { personIds: string[] }) => personIds).sort()).toEqual(
      [...'ABCDEFG'].map((name) => `net:${name}`),
    );
    expect(found.disruption).toMatchObject({
      best: { personIds: ['net:C'], largestLeft: 3, shareLeft: 3 / 7, method: 'EXACT' },
      mostConnected: { personIds: ['net:C'], shareLeft: 3 / 7 },
      bridge: { personIds: ['net:E', 'net:B'], sharedRemoved: 1, shareLeftAfter: 5 / 7 },
    });
    expect(found.disruption.warning).toContain('regrow');
    const { low, mean, high } = found.disruption.chance;
    expect(low).toBeLessThanOrEqual(mean);
    expect(mean).toBeLessThanOrEqual(high);
    expect(low).toBeGreaterThanOrEqual(3 / 7);
  });

  it('says it in words too, without disruption where none is asked for', async () => {
    expect(await network(BUNDLE)).toMatch(
      /^7 people, 6 ties, 1 components \(largest 7\), \d communities \(largest \d\)$/,
    );
    expect(await network(BUNDLE, '--disrupt', '1')).toContain(
      'without net:C: 42.9 % of the largest component',
    );
  });

  it.each(['0', '51', '2.5', 'ten', '-1'])('does not remove %s people', async (k) => {
    await expect(network(BUNDLE, `--disrupt=${k}`)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('from 1 to 50'),
    });
  });

  it('says that a bundle has no ties', async () => {
    const lone: BundleLines = { 'manifest.yaml': manifest('net'), 'persons.csv': ['id', 'A'] };
    await expect(network(lone)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('ties nobody'),
    });
  });
});
