import { createHash, randomUUID } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { Graph } from '../../graph/index.ts';
import type { Quote } from './anchorEntries.ts';
import {
  type AuditFolder,
  auditFolderOf,
  headsIn,
  makeAuditFolder,
  namesIn,
  syncFolder,
} from './auditFolder.ts';
import type { AuditKey } from './auditKey.ts';
import { readHead } from './headFile.ts';
import { findStoreIdentity, listChains } from './repository.ts';

/** The heads of a day, kept outside the database. */
export interface DayAnchor {
  readonly day: string;
  readonly path: string;
  readonly chains: number;
  /** SHA-256 of the file: sent elsewhere, it holds against whoever can write the home as well. */
  readonly digest: string;
}

/** What an anchor file says, or that it cannot be trusted. */
export type ReadAnchor =
  | { readonly day: string; readonly state: 'sound'; readonly chains: readonly Quote[] }
  | { readonly day: string; readonly state: 'damaged' }
  | { readonly day: string; readonly state: 'key unknown'; readonly keyId: string };

const anchorSchema = z.object({
  store: z.string(),
  day: z.string(),
  at: z.int(),
  chains: z.array(z.object({ instance: z.string(), sequence: z.int(), hash: z.string() })),
  keyId: z.string(),
  seal: z.string(),
});
type AnchorFile = z.infer<typeof anchorSchema>;

const sealOf = (key: AuditKey, { store, day, at, chains }: Omit<AnchorFile, 'seal'>) =>
  key.seal('day', [store, day, at, chains.map(({ instance, sequence, hash }) => [instance, sequence, hash])]);

/** Writes the anchor of today, in place of an earlier one of today. */
async function writeDayAnchor(
  graph: Graph,
  clock: Clock,
  key: AuditKey,
  folder: AuditFolder,
): Promise<DayAnchor> {
  await makeAuditFolder(folder);
  const now = clock.now();
  const day = dayOf(now);
  const chains = await currentHeads(graph, key, folder);
  const unsealed = { store: folder.store, day, at: now.getTime(), chains: [...chains], keyId: key.id };
  const text = `${JSON.stringify({ ...unsealed, seal: sealOf(key, unsealed) }, null, 2)}\n`;
  const path = join(folder.anchors, `${day}.json`);
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(folder.anchors);
  return { day, path, chains: chains.length, digest: createHash('sha256').update(text).digest('hex') };
}

/** Writes today's anchor of the store that is open. @throws LinchpinError NOT_FOUND where it has no audit yet */
export async function anchorToday(options: {
  readonly graph: Graph;
  readonly clock: Clock;
  readonly key: AuditKey;
  readonly home: string;
}): Promise<DayAnchor> {
  const store = await findStoreIdentity(options.graph);
  if (store === undefined) throw new LinchpinError('NOT_FOUND', 'This store has no audit yet.');
  return writeDayAnchor(options.graph, options.clock, options.key, auditFolderOf(options.home, store));
}

/** What the database says of every chain, and what this home knows better. */
async function currentHeads(graph: Graph, key: AuditKey, folder: AuditFolder): Promise<readonly Quote[]> {
  const heads = new Map<string, Quote>();
  for (const instance of await headsIn(folder)) {
    const { head } = await readHead(folder, instance, new Map([[key.id, key]]));
    if (head !== undefined) heads.set(instance, head);
  }
  for (const chain of await listChains(graph)) {
    const known = heads.get(chain.instance);
    if (known === undefined || known.sequence < chain.sequence) heads.set(chain.instance, chain);
  }
  return [...heads.values()].map(({ instance, sequence, hash }) => ({ instance, sequence, hash }));
}

/** The anchors of a store, oldest first. @param keys by their ids */
export async function readDayAnchors(
  folder: AuditFolder,
  keys: ReadonlyMap<string, AuditKey>,
): Promise<readonly ReadAnchor[]> {
  const names = (await namesIn(folder.anchors)).filter((name) => name.endsWith('.json'));
  return Promise.all(
    names.map(async (name): Promise<ReadAnchor> => {
      const day = name.slice(0, -'.json'.length);
      const file = parsed(await readFile(join(folder.anchors, name), 'utf8'));
      if (file === undefined) return { day, state: 'damaged' };
      const key = keys.get(file.keyId);
      if (key === undefined) return { day, state: 'key unknown', keyId: file.keyId };
      const sound = file.seal === sealOf(key, file) && file.day === day && file.store === folder.store;
      return sound ? { day, state: 'sound', chains: file.chains } : { day, state: 'damaged' };
    }),
  );
}

function parsed(text: string): AnchorFile | undefined {
  try {
    return anchorSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** Writes the anchor of each day with the first entries of the day, beside them and without holding them up. */
export function dayAnchorWriter(options: {
  readonly graph: Graph;
  readonly clock: Clock;
  readonly key: AuditKey;
  readonly onAnchor?: (anchor: DayAnchor) => void;
}) {
  let day = '';
  let writing: Promise<void> = Promise.resolve();
  const write = async (folder: AuditFolder, today: string) => {
    try {
      // Another process of this home may have done it.
      if ((await namesIn(folder.anchors)).includes(`${today}.json`)) return;
      options.onAnchor?.(await writeDayAnchor(options.graph, options.clock, options.key, folder));
    } catch {
      // The entries themselves are kept; it is tried again with the next ones.
      day = '';
    }
  };
  return {
    note: (folder: AuditFolder): void => {
      const today = dayOf(options.clock.now());
      if (today === day) return;
      day = today;
      writing = writing.then(() => write(folder, today));
    },
    settled: () => writing,
  };
}
