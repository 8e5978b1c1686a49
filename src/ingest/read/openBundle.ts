import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, londonDate } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { OffenceMatcher } from '../../harm/index.ts';
import { BUNDLE_FILES, type StagedBundle } from '../types.ts';
import { openFolder } from './bundleFolder.ts';
import { chooseFiles } from './chooseFiles.ts';
import { fileReaders } from './files/index.ts';
import { loadManifest } from './loadManifest.ts';
import { settleKeys } from './settle.ts';
import { stagedBundle } from './stagedBundle.ts';
import { aboutFile, type StagedFile, stageFile } from './stageFile.ts';
import { Staging } from './staging.ts';
import { stagingError } from './stagingError.ts';

export interface OpenOptions {
  readonly mapFile?: string | undefined;
  readonly clock: Clock;
  /** Where the staging area is made; it is removed by `close()`. */
  readonly workDirectory: string;
  readonly matchOffenceType: OffenceMatcher;
  readonly onProgress?:
    | ((file: string, rowsRead: number, bytesRead: number, bytesTotal: number) => void)
    | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The source, where the manifest names none; a manifest that names another is refused. */
  readonly source?: string | undefined;
  /** Whether the zip's own file name is of our making, and so names no source. */
  readonly unnamed?: boolean | undefined;
}

/**
 * Reads, checks and stages a bundle (a folder or a zip of it). Nothing touches the graph.
 * @throws LinchpinError NOT_A_BUNDLE, BAD_BUNDLE (a file cannot be read as a whole), BAD_INPUT (no such map
 * file, no name for the source),
 * DISK_FULL, CANCELLED; the staging area is then removed
 */
export async function openBundle(path: string, options: OpenOptions): Promise<StagedBundle> {
  const work = join(options.workDirectory, `staging-${randomUUID()}`);
  let staging: Staging | undefined;
  const close = async () => {
    staging?.close();
    await rm(work, { recursive: true, force: true });
  };
  try {
    await mkdir(work, { recursive: true });
    const folder = await openFolder(path, work, options);
    const manifest = await loadManifest(folder, options.mapFile, options.source);
    const { files, strange } = chooseFiles(path, folder, manifest);
    const readers = fileReaders(manifest, options.matchOffenceType);
    staging = await Staging.open(work);
    const about = (name: string, problem: string, remedy: string) =>
      staging?.addProblem('remark', staging.addPart('', name), aboutFile(problem, remedy));
    for (const name of strange)
      about(
        name,
        'is no file of the bundle and was not read',
        'Rename it, or map it under files in manifest.yaml.',
      );
    if (manifest.complete.length > 0 && manifest.asOf === undefined)
      about(
        'manifest.yaml',
        'names complete files but no date on which the facts they leave out would end; nothing ends',
        'Add as_of.',
      );
    const today = londonDate(options.clock.now());
    const { onProgress, signal } = options;
    const until = manifest.asOf !== undefined && manifest.asOf > today ? manifest.asOf : today;
    const read: StagedFile[] = [];
    for (const chosen of files)
      read.push(
        await stageFile(staging, chosen, readers[chosen.file], manifest, {
          today: until,
          onProgress,
          signal,
        }),
      );
    await settleKeys(staging, new Map(BUNDLE_FILES.map((file) => [file, readers[file].repeated])));
    if (signal?.aborted === true) throw new LinchpinError('CANCELLED', 'The import was cancelled.');
    return stagedBundle(staging, manifest, read, close);
  } catch (error) {
    await close().catch(() => undefined);
    throw stagingError(error);
  }
}
