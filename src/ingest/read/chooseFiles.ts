import { LinchpinError } from '../../errors/LinchpinError.ts';
import { BUNDLE_FILES, type BundleFile } from '../types.ts';
import type { BundleFolder, FileOnDisk } from './bundleFolder.ts';
import type { Manifest } from './manifest.ts';
import { suggestion } from './nearest.ts';

/** A file of the bundle, with the name it has on disk. */
export interface ChosenFile extends FileOnDisk {
  readonly file: BundleFile;
  readonly name: string;
}

/** Beside the files of a bundle there may lie its manifest, the reports of an earlier try, and words about it. */
const EXPECTED_BESIDE = /^(manifest\.ya?ml|rejected\.csv|warnings\.csv|.*\.(txt|md))$/i;

/**
 * Which files of a folder are which of the bundle (several may be one), in the order in which they are read.
 * @returns the files to read, and the names of those that nobody knows
 * @throws LinchpinError NOT_A_BUNDLE where there is none, BAD_BUNDLE where a mapping names what is not there
 */
export function chooseFiles(path: string, folder: BundleFolder, manifest: Manifest) {
  const names = [...folder.files.keys()];
  for (const name of manifest.files.keys())
    if (!folder.files.has(name))
      throw bad(`files: there is no ${name} in the bundle${suggestion(name, names)}`);
  const chosen: ChosenFile[] = [];
  const strange: string[] = [];
  for (const [name, onDisk] of folder.files) {
    const file = manifest.files.get(name) ?? BUNDLE_FILES.find((known) => known === name);
    if (file === undefined) {
      if (!EXPECTED_BESIDE.test(name)) strange.push(name);
      continue;
    }
    chosen.push({ file, name, ...onDisk });
  }
  if (chosen.length === 0)
    throw new LinchpinError(
      'NOT_A_BUNDLE',
      `${path} holds no file of the import bundle (looked for ${BUNDLE_FILES.join(', ')}${strange.length > 0 ? `; found ${strange.slice(0, 5).join(', ')}` : ''}). Rename the files, or map them under files in manifest.yaml.`,
    );
  for (const stated of manifest.columns.keys())
    if (!chosen.some(({ file, name }) => file === stated || name === stated))
      throw bad(`columns: there is no ${stated} in the bundle${suggestion(stated, names)}`);
  for (const file of manifest.complete) {
    const parts = chosen.filter((found) => found.file === file);
    if (parts.some(({ bytes }) => bytes > 0)) continue;
    throw bad(
      `complete: ${file} is ${parts.length > 0 ? 'empty' : 'not in the bundle'}, and would end all its facts. Take it out of the list, or add the file with at least its header`,
    );
  }
  return { files: BUNDLE_FILES.flatMap((file) => chosen.filter((found) => found.file === file)), strange };
}

function bad(problem: string): LinchpinError {
  return new LinchpinError('BAD_BUNDLE', `manifest.yaml: ${problem}.`, { place: { file: 'manifest.yaml' } });
}
