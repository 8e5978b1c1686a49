import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/config/index.ts';
import type { Graph } from '../../src/graph/index.ts';
import { type ImportReport, type ImportRequest, importBundle } from '../../src/ingest/index.ts';
import { atFileEnd } from './atFileEnd.ts';

/** Files of a bundle by name: lines of CSV (or YAML). */
export type BundleLines = Readonly<Record<string, readonly string[]>>;

/** A new folder of this test file, removed when the file has ended. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-bundle-'));
  atFileEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a bundle. @returns its folder */
export async function bundleFolder(files: BundleLines, into?: string): Promise<string> {
  const folder = into ?? (await temporaryFolder());
  for (const [name, lines] of Object.entries(files))
    await writeFile(join(folder, name), lines.map((line) => `${line}\n`).join(''));
  return folder;
}

/** Lines of a manifest. */
export function manifest(source: string, asOf?: string, ...more: readonly string[]): readonly string[] {
  return [`source: ${source}`, ...(asOf === undefined ? [] : [`as_of: ${asOf}`]), ...more];
}

/** Writes a bundle and imports it. */
export async function importLines(
  graph: Graph,
  files: BundleLines,
  more: Partial<ImportRequest> = {},
): Promise<ImportReport> {
  const path = await bundleFolder(files);
  return importBundle(graph, { path, clock: systemClock, workDirectory: await temporaryFolder(), ...more });
}

/** What the reconciliation says of one file. */
export function fileOf(report: ImportReport, name: string) {
  const found = report.files.find(({ file }) => file === name);
  if (found === undefined) throw new Error(`The report does not speak of ${name}.`);
  return found;
}
