import { open, readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { type AuditFolder, headPath, idlePath, syncFolder } from './auditFolder.ts';
import type { AuditKey } from './auditKey.ts';

/** The newest entry of a chain that was answered. `at` in milliseconds. */
export interface Head {
  readonly instance: string;
  readonly sequence: number;
  readonly hash: string;
  readonly at: number;
}

/** What a head file says: the newest head that can be read, and whether the other place is damaged. */
export interface ReadHead {
  readonly head: Head | undefined;
  readonly damaged: boolean;
  /** Of a key that was not given, if so. */
  readonly foreignKey: string | undefined;
  /** Where the newest stands, 0 or 1. */
  readonly place: number;
}

/** Two places of one disk sector each, written in turn: one that was cut off leaves the other. */
const PLACE = 512;
const headSchema = z.object({
  instance: z.string(),
  sequence: z.int(),
  hash: z.string(),
  at: z.int(),
  keyId: z.string(),
  seal: z.string(),
});

const sealOf = (key: AuditKey, store: string, { instance, sequence, hash, at }: Head) =>
  key.seal('head', [store, instance, sequence, hash, at]);

/** Keeps the head of one chain on disk. */
export interface HeadFile {
  /** Resolves when the head would survive a loss of power. */
  write(head: Head): Promise<void>;
  close(): Promise<void>;
}

/** @param place where the newest head stands, so that the other is written next */
export async function openHeadFile(
  folder: AuditFolder,
  instance: string,
  key: AuditKey,
  place: number,
): Promise<HeadFile> {
  const path = headPath(folder, instance);
  // A new file takes its name with its first head in it: one without any was emptied by somebody.
  const draft = `${path}.new`;
  let fresh = false;
  const file = await open(path, 'r+').catch(() => {
    fresh = true;
    return open(draft, 'w+', 0o600);
  });
  let next = 1 - place;
  return {
    write: async (head) => {
      const line = JSON.stringify({ ...head, keyId: key.id, seal: sealOf(key, folder.store, head) });
      await file.write(`${line.padEnd(PLACE - 1)}\n`, next * PLACE, 'utf8');
      await file.datasync();
      next = 1 - next;
      if (!fresh) return;
      await rename(draft, path);
      await syncFolder(folder.heads);
      fresh = false;
    },
    close: () => file.close(),
  };
}

/** The head of a chain as it stands on disk. @param keys by their ids */
export async function readHead(
  folder: AuditFolder,
  instance: string,
  keys: ReadonlyMap<string, AuditKey>,
): Promise<ReadHead> {
  const bytes = await bytesOf(folder, instance);
  if (bytes === undefined) return { head: undefined, damaged: false, foreignKey: undefined, place: 1 };
  let best: ReadHead = { head: undefined, damaged: false, foreignKey: undefined, place: 1 };
  for (const place of [0, 1]) {
    const text = bytes.subarray(place * PLACE, (place + 1) * PLACE).toString('utf8');
    // A place that was never written is a hole.
    if (text.replaceAll('\0', '').trim() === '') continue;
    const known = parsed(text);
    const key = known === undefined ? undefined : keys.get(known.keyId);
    if (known !== undefined && key === undefined) best = { ...best, foreignKey: known.keyId };
    else if (known === undefined || key === undefined || known.seal !== sealOf(key, folder.store, known))
      best = { ...best, damaged: true };
    else if (best.head === undefined || known.sequence >= best.head.sequence)
      best = { ...best, head: known, place };
  }
  return best.head === undefined && best.foreignKey === undefined ? { ...best, damaged: true } : best;
}

/** A file that takes its other name while it is looked for is found at the second look. */
async function bytesOf(folder: AuditFolder, instance: string): Promise<Buffer | undefined> {
  for (const path of [headPath, idlePath, headPath].map((pathOf) => pathOf(folder, instance)))
    try {
      return await readFile(path);
    } catch {
      // Looked for under its other name.
    }
  return undefined;
}

function parsed(text: string) {
  try {
    return headSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
