import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenStore, openStore } from '../../../src/cli/openStore.ts';
import { projectRoot, readConfig, systemClock } from '../../../src/config/index.ts';
import { type ImportReport, importBundle } from '../../../src/ingest/index.ts';
import { acquireLocalServer } from '../../../src/neo4j/local/localServer.ts';
import { findJava, findMaven } from '../../../src/neo4j/machineTools.js';
import { type BundleLines, bundleFolder } from '../../support/bundles.ts';
import { fullBundle } from '../../support/fullBundle.ts';
import { randomBundle } from '../../support/randomBundle.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { dumpStore } from '../../support/storeDump.ts';
import { makeTestHome, removeTestHome } from '../../support/testHomes.ts';

const localIsPossible = (await findJava()) !== undefined && (await findMaven()) !== undefined;
const MEMORY = { LINCHPIN_NEO4J_HEAP: '512m', LINCHPIN_NEO4J_PAGECACHE: '128m', NEO4J_URI: '' };
let home = '';
let store: OpenStore;
let bundle: string;
let indexes: readonly unknown[];
/** What either way leaves of the bundle. */
let loaded: readonly string[];

beforeAll(async () => {
  home = await makeTestHome('offline', { withJars: localIsPossible });
});
afterAll(async () => {
  await store?.close();
  await removeTestHome(home);
});

const open = () =>
  openStore(readConfig({ ...process.env, ...MEMORY, LINCHPIN_HOME: home }, projectRoot), () => undefined);

/** Every file of the contract, several markings, and texts that are awkward in a CSV file. */
function awkwardBundle(): BundleLines {
  const full = fullBundle('force');
  const random = randomBundle('force', '2023-06-30', 60);
  const texts = [
    'say ""no"", \\ then',
    'two\nlines',
    'r\r\nn',
    ' ends ',
    'naïve 李 😀',
    "'",
    '{a:1}',
    '[1]',
    '-0',
  ];
  return {
    ...random,
    ...full,
    'locations.csv': [
      ...(full['locations.csv'] ?? []),
      ...texts.map((text, at) => `T${at},"${text}",,,${51 + at / 7},${-at / 3},,`),
    ],
    'intelligence.csv': [
      ...(full['intelligence.csv'] ?? []),
      ...texts.map((text, at) => `T${at},,,,,"${text}",L1;T${(at + 1) % texts.length},`),
    ],
  };
}

async function importInto(bundle: string, load: OpenStore['load']): Promise<ImportReport> {
  return importBundle(store.graph, {
    path: bundle,
    clock: systemClock,
    workDirectory: home,
    load,
    loadFrom: 0,
  });
}

/** How often a marking's version was counted up depends on the batches. */
const dump = async () => {
  await rawCypher(store.graph, 'MATCH (m:Marking) SET m.version = 0');
  return dumpStore(store.graph);
};
const withoutFacts = () => rawCypher(store.graph, 'remove-facts');
const audited = () => rawCypher(store.graph, "MATCH (a:AuditEntry {instance: 'kept'}) RETURN a.ids AS ids");
const schema = async () => [
  ...(await rawCypher(
    store.graph,
    'SHOW INDEXES YIELD name, type, state, properties RETURN * ORDER BY name',
  )),
  ...(await rawCypher(store.graph, 'SHOW CONSTRAINTS YIELD name, type, properties RETURN * ORDER BY name')),
];

// Where there is only a container or a server elsewhere, the driver is the only way; the report says skipped.
test.skipIf(!localIsPossible)(
  'a bundle that is laid into the store as a whole leaves, node by node, what the driver leaves',
  async () => {
    bundle = await bundleFolder(awkwardBundle());
    store = await open();
    await withoutFacts();
    const empty = await dump();
    indexes = await schema();

    const whole = await importInto(bundle, store.load);
    expect(whole).toMatchObject({ way: 'offline import', rejected: 0 });
    expect(await rawCypher(store.graph, 'MATCH (m:Marking {version: 0}) RETURN m.id')).toEqual([
      { 'm.id': 'SECRET/BRAVO' },
    ]);
    loaded = await dump();
    expect(await schema()).toEqual(indexes);
    expect(await rawCypher(store.graph, 'MATCH (n) WHERE n.emptyLists IS NOT NULL RETURN n.id')).toEqual([]);
    const again = await importInto(bundle, store.load);
    expect(again.way).toBe('driver');
    expect(again.files.filter(({ created, updated, ended }) => created + updated + ended > 0)).toEqual([]);

    await withoutFacts();
    expect((await dump()).filter((line) => empty.includes(line))).toEqual(empty);
    const byDriver = await importInto(bundle, undefined);
    expect(await dump()).toEqual(loaded);
    expect({ ...whole, seconds: 0 }).toEqual({ ...byDriver, way: 'offline import', seconds: 0 });
  },
  480_000,
);

// Five starts of a server: minutes.
test.runIf(localIsPossible && process.env.LINCHPIN_SOAK === 'yes')(
  'a load that fails, that is killed, or that must not begin leaves the store as it was, and is done after all',
  async () => {
    await withoutFacts();
    // Twice the same nodes: the offline import refuses that, and what it leaves is of no use.
    const spoilt: OpenStore['load'] = (files) =>
      store.load?.(async () => {
        const { nodes, ...rest } = await files();
        return { ...rest, nodes: [...nodes, ...nodes] };
      }) ?? Promise.resolve(false);
    await rawCypher(
      store.graph,
      "CREATE (:AuditEntry {instance: 'kept', sequence: 1, marking: 'OFFICIAL', ids: []})",
    );
    expect((await importInto(bundle, spoilt)).way).toBe('driver');
    expect(await dump()).toEqual(loaded);
    expect(await schema()).toEqual(indexes);
    expect(await audited()).toEqual([{ ids: [] }]);

    await withoutFacts();
    const other = await acquireLocalServer({ home, neo4j: {}, purpose: 'test' });
    expect((await importInto(bundle, store.load)).way).toBe('driver');
    await other.release();
    await withoutFacts();
    await rawCypher(
      store.graph,
      "CREATE (:AuditEntry {instance: 'kept', sequence: 1, marking: 'OFFICIAL', ids: []})",
    );
    await store.close();

    // Killed while the server starts on the store, and while its own tool writes it: what was there is back.
    for (const moment of ['loaded', 'loading the files into the store']) await killedAfter(moment, bundle);
    store = await open();
    expect(await rawCypher(store.graph, 'MATCH (j:ImportJob) RETURN j.id')).toEqual([]);
    expect(await schema()).toEqual(indexes);
    expect((await importInto(bundle, store.load)).way).toBe('offline import');
    expect(await dump()).toEqual(loaded);
    expect(await audited()).toEqual([{ ids: [] }]);
  },
  480_000,
);

async function killedAfter(moment: string, bundle: string): Promise<void> {
  const script = fileURLToPath(new URL('../../support/loadChild.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, bundle, home], {
    env: { ...process.env, ...MEMORY },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith(moment)) setTimeout(() => child.kill('SIGKILL'), 1_000);
  expect(await exit).toEqual([null, 'SIGKILL']);
}
