import { randomUUID } from 'node:crypto';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { Graph, GraphTransaction } from '../../graph/index.ts';
import { type AuditFolder, auditFolderOf, leaveIdle, makeAuditFolder, takeIdle } from './auditFolder.ts';
import type { AuditKey } from './auditKey.ts';
import { type ChainEntry, chainStart, contentSeal, entryHash, newSalt } from './entrySeal.ts';
import { type Head, type HeadFile, openHeadFile, readHead } from './headFile.ts';
import { findChainEnd, openStoreIdentity, writeEntries, writeEntriesIn } from './repository.ts';

/** An entry before its chain has given it a place. */
export type LooseEntry = Omit<
  ChainEntry,
  'instance' | 'sequence' | 'previous' | 'keyId' | 'content' | 'hash' | 'salt'
>;
export type Within = (tx: GraphTransaction) => Promise<void>;

/** The chain that this process writes; nobody else appends to it. */
export interface Chain {
  readonly instance: string;
  readonly folder: AuditFolder;
  /**
   * Appends entries in one transaction, `within` included, then keeps the new head on disk: what was answered is never
   * ahead of the head, so that a cut below it is tampering and an entry above it one that nobody was answered.
   */
  append(entries: readonly LooseEntry[], within: readonly Within[]): Promise<void>;
  /** Whether it is sure what stands in the store; where not, this chain has ended and another is begun. */
  sound(): boolean;
  close(): Promise<void>;
}

/** Goes on with a chain that another process of this home has left in good order, or begins one. */
export async function openChain(graph: Graph, home: string, key: AuditKey): Promise<Chain> {
  const store = await openStoreIdentity(graph, randomUUID());
  const folder = auditFolderOf(home, store);
  await makeAuditFolder(folder);
  for await (const instance of takeIdle(folder)) {
    const read = await readHead(folder, instance, new Map([[key.id, key]]));
    const end = await findChainEnd(graph, instance);
    // Nothing is built on a chain that is not as it was left; verify will say what became of it.
    if (read.damaged || read.head === undefined || read.head.hash !== end?.hash) continue;
    return chainFrom(graph, folder, key, read.head, read.place);
  }
  const instance = randomUUID();
  const head = { instance, sequence: 0, hash: chainStart(key, store, instance), at: 0 };
  return chainFrom(graph, folder, key, head, 1);
}

function chainFrom(graph: Graph, folder: AuditFolder, key: AuditKey, start: Head, place: number): Chain {
  const { instance } = start;
  let head = start;
  let sound = true;
  let file: HeadFile | undefined;
  let kept = false;

  const keep = async () => {
    file ??= await openHeadFile(folder, instance, key, place);
    await file.write(head);
    kept = true;
  };

  return {
    instance,
    folder,
    sound: () => sound,
    append: async (loose, within) => {
      const entries = linked(loose, head, key);
      const last = entries.at(-1);
      if (last === undefined) return;
      const { sequence, hash, at } = last;
      const group = { instance, head: { sequence, hash, at, keyId: key.id }, entries };
      sound = false;
      const rows = await (within.length === 0
        ? writeEntries(graph, group)
        : graph.transaction(async (tx) => {
            for (const work of within) await work(tx);
            return writeEntriesIn(tx, group);
          }));
      if (rows[0]?.written !== entries.length)
        throw new LinchpinError('INTERNAL', 'Other entries stand in the place of this chain.');
      head = { instance, sequence, hash, at };
      sound = true;
      await keep();
    },
    close: async () => {
      if (file === undefined) return;
      await file.close();
      if (sound && kept) await leaveIdle(folder, instance);
    },
  };
}

type StoredEntry = Omit<ChainEntry, 'instance'>;

function linked(loose: readonly LooseEntry[], head: Head, key: AuditKey): readonly StoredEntry[] {
  let { sequence, hash: previous } = head;
  return loose.map((entry) => {
    sequence += 1;
    const salted = { ...entry, sequence, previous, keyId: key.id, salt: newSalt() };
    const sealed = { ...salted, content: contentSeal(key, salted) };
    const hash = entryHash(key, { ...sealed, instance: head.instance });
    previous = hash;
    return { ...sealed, hash };
  });
}
