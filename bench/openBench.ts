import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { visibleAt } from '../src/access/index.ts';
import { type OpenStore, openStore } from '../src/cli/openStore.ts';
import { type Config, projectRoot, readConfig } from '../src/config/index.ts';

/** A store of the bench's own in a home of its own, which is gone afterwards. */
export interface OpenBench {
  readonly config: Config;
  readonly home: string;
  readonly workDirectory: string;
  readonly store: OpenStore;
  /** Somebody who sees what a programme at the base marking counts. */
  readonly caller: {
    readonly visible: readonly string[];
    readonly clearance: 'OFFICIAL';
    readonly compartments: readonly string[];
  };
}

/** Whoever stops the bench stops its server too. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export const say = (text: string): void => void process.stderr.write(`${text}\n`);

export async function withBench<T>(work: (bench: OpenBench) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'linchpin-bench-'));
  const config = readConfig(
    { ...process.env, LINCHPIN_HOME: home, LINCHPIN_PORT: '0', LINCHPIN_LOG: 'silent' },
    projectRoot,
  );
  try {
    const store = await openStore(config, say);
    const end = () => void store.close().finally(() => process.exit(1));
    for (const signal of SIGNALS) process.once(signal, end);
    try {
      const visible = await visibleAt(store.graph, 'OFFICIAL');
      const caller = { visible, clearance: 'OFFICIAL', compartments: [] } as const;
      return await work({ config, home, workDirectory: join(home, 'work'), store, caller });
    } finally {
      for (const signal of SIGNALS) process.removeListener(signal, end);
      await store.close();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
