import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { CliDeps } from '../../../src/cli/deps.ts';
import { registerLinks } from '../../../src/cli/links.ts';
import { projectRoot, readConfig, systemClock } from '../../../src/config/index.ts';
import { type BundleLines, bundleFolder, manifest, temporaryFolder } from '../../support/bundles.ts';

async function predict(files: BundleLines, ...words: readonly string[]) {
  const [printed, said]: string[][] = [[], []];
  const deps: CliDeps = {
    config: readConfig({ LINCHPIN_HOME: await temporaryFolder() }, projectRoot),
    signal: new AbortController().signal,
    clock: systemClock,
    out: (text) => printed?.push(text),
    err: (text) => said?.push(text),
    withGraph: () => Promise.reject(new Error('opened a store')),
  };
  const program = new Command().exitOverride();
  program.configureOutput({ writeErr: () => undefined });
  registerLinks(program, deps);
  for (const command of program.commands) command.exitOverride().commands[0]?.exitOverride();
  await program.parseAsync(['node', 'linchpin', 'links', 'predict', await bundleFolder(files), ...words]);
  return { out: printed?.join('\n') ?? '', err: said?.join('\n') ?? '' };
}

/** Two of each crew of four offend together, in turn; E was eliminated, and V is a victim of all. */
const CREWS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
const PAIRS = [
  [0, 1],
  [1, 2],
  [2, 3],
  [3, 0],
  [0, 2],
  [1, 3],
] as const;
const OFFENCES = CREWS.flatMap((crew) => PAIRS.map((pair, nth) => ({ id: `${crew}${nth}`, crew, pair })));
const BUNDLE: BundleLines = {
  'manifest.yaml': manifest('crews', '2024-01-31'),
  'persons.csv': ['id', 'V', 'E', ...CREWS.flatMap((crew) => [0, 1, 2, 3].map((nth) => `p${crew}${nth}`))],
  'offences.csv': ['id,offence_title', ...OFFENCES.map(({ id }) => `${id},Burglary`)],
  'involvements.csv': [
    'person_id,offence_id,role,status',
    ...OFFENCES.flatMap(({ id, crew, pair }) => [
      ...pair.map((nth) => `p${crew}${nth},${id},SUSPECT,`),
      `E,${id},SUSPECT,ELIMINATED`,
      `V,${id},VICTIM,`,
    ]),
  ],
  'identifiers.csv': ['person_id,kind,value', 'pA0,PHONE,07400100001', 'V,PHONE,07400100001'],
};

describe('linchpin links predict', () => {
  it('hides whole offences, finds their ties again, and prints one object', async () => {
    const { out, err } = await predict(BUNDLE, '--hide', '0.25', '--seed', '3', '--json');
    const found = JSON.parse(out);
    expect(found).toMatchObject({
      ...{ source: 'crews', asOf: '2024-01-31', seed: 3, people: 32, crowdsLeftOut: 0 },
      ...{ hiddenWhat: 'OFFENCES', hiddenShare: 0.25, hidden: 12, hiddenOf: 48, hiddenTies: 12 },
      ...{ predictable: true, reason: null },
    });
    expect(found.ours.auc).toBeGreaterThan(0.9);
    expect(found.ours.precision[0]).toMatchObject({ k: 10 });
    expect(err).toBe('');
  });

  it('hides ties where no offence has several suspects, and says so', async () => {
    const { out, err } = await predict({
      'manifest.yaml': manifest('calls', '2024-01-31'),
      'persons.csv': ['id', 'A', 'B', 'C'],
      'associations.csv': ['person_id,other_person_id', 'A,B', 'B,C'],
    });
    expect(err).toContain('single ties were hidden');
    expect(out).toMatch(/hid 1 of 2 ties among 3 people/);
    expect(out).toContain('too few to tell');
  });

  it('refuses a bundle that ties nobody, and options that are none', async () => {
    const nobody = { 'manifest.yaml': manifest('x', '2024-01-31'), 'persons.csv': ['id', 'A'] };
    await expect(predict(nobody)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    for (const words of [
      ['--hide', '1'],
      ['--hide', '0'],
      ['--hide', ''],
      ['--seed', '-1'],
      ['--seed', '1.5'],
    ])
      await expect(predict(BUNDLE, ...words)).rejects.toThrow(/must be/);
  });
});
