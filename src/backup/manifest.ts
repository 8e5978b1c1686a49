import { z } from 'zod';
import { packageVersion } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { newestMigration } from '../graph/index.ts';
import { serverVersion } from '../neo4j/index.ts';

export const MANIFEST = 'manifest.json';
export const DUMP = 'neo4j.dump';
/** Raised when an older Linchpin could no longer restore what a newer one writes. */
const FORMAT_VERSION = 1;

const partSchema = z.object({
  name: z.string(),
  bytes: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const manifestSchema = z.object({
  format: z.literal('linchpin-backup'),
  formatVersion: z.int(),
  madeAt: z.string(),
  linchpin: z.string(),
  neo4j: z.string(),
  storeId: z.string(),
  /** Number of the newest migration that was applied. */
  schemaVersion: z.int(),
  nodes: z.int(),
  relationships: z.int(),
  /** Of the files of the store, which are larger than their dump. */
  storeBytes: z.int(),
  parts: z.array(partSchema),
  /** Names the keys that the store was used with, which are not in the archive. */
  keyIds: z.record(z.string(), z.string()),
});

/** One file of the archive. */
export type Part = Readonly<z.infer<typeof partSchema>>;
/** What an archive says of itself. */
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

export function manifestOf(content: Omit<Manifest, 'format' | 'formatVersion' | 'linchpin'>): Manifest {
  return {
    format: 'linchpin-backup',
    formatVersion: FORMAT_VERSION,
    linchpin: packageVersion(),
    ...content,
  };
}

/**
 * Reads a manifest and refuses what this Linchpin cannot restore.
 * @throws LinchpinError BAD_INPUT where it is none, or of a newer format or server; SCHEMA_MISMATCH for a newer schema
 */
export function readManifest(path: string, text: string): Manifest {
  const version = z.object({ formatVersion: z.int(), linchpin: z.string() }).safeParse(parsed(text)).data;
  if (version !== undefined && version.formatVersion > FORMAT_VERSION)
    throw new LinchpinError(
      'BAD_INPUT',
      `${path} is a backup of format ${version.formatVersion}, written by Linchpin ${version.linchpin}; this one reads up to ${FORMAT_VERSION}. Restore it with that version or a newer one.`,
    );
  const manifest = manifestSchema.safeParse(parsed(text)).data;
  if (manifest === undefined)
    throw new LinchpinError('BAD_INPUT', `${path} is no backup of Linchpin: its ${MANIFEST} cannot be read.`);
  if (newer(manifest.neo4j, serverVersion()))
    throw new LinchpinError(
      'BAD_INPUT',
      `${path} was written by Neo4j ${manifest.neo4j}; this Linchpin has ${serverVersion()}, which cannot read it. Restore it with the Linchpin that made it (${manifest.linchpin}) or a newer one.`,
    );
  if (manifest.schemaVersion > newestMigration())
    throw new LinchpinError(
      'SCHEMA_MISMATCH',
      `${path} has migration ${manifest.schemaVersion}; this Linchpin knows them up to ${newestMigration()}. Restore it with the Linchpin that made it (${manifest.linchpin}) or a newer one.`,
    );
  return manifest;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function newer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  for (let index = 0; index < 3; index += 1) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
