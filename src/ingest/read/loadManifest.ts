import { readFile, stat } from 'node:fs/promises';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { BundleFolder } from './bundleFolder.ts';
import { MAX_MANIFEST_BYTES } from './limits.ts';
import { type Manifest, readManifest } from './manifest.ts';

/**
 * The manifest of a folder with the file of `--map` laid over it.
 * @param source what the caller says the source is
 * @throws LinchpinError BAD_INPUT where the file of `--map` cannot be read, or the source has no name or two; BAD_BUNDLE
 * where either file is wrong
 */
export async function loadManifest(
  folder: BundleFolder,
  mapFile: string | undefined,
  source?: string | undefined,
): Promise<Manifest> {
  const texts: { name: string; text: string }[] = [];
  const own = ['manifest.yaml', 'manifest.yml'].flatMap((name) => folder.files.get(name) ?? [])[0];
  if (own !== undefined) texts.push({ name: 'manifest.yaml', text: await textOf('manifest.yaml', own.path) });
  if (mapFile !== undefined) texts.push({ name: mapFile, text: await textOf(`--map ${mapFile}`, mapFile) });
  return readManifest(texts, folder.name, source);
}

async function textOf(name: string, path: string): Promise<string> {
  const bytes = await readLimited(path).catch((cause: unknown) => {
    throw new LinchpinError('BAD_INPUT', `${name} cannot be read. Name a file that is there.`, { cause });
  });
  if (bytes === undefined)
    throw new LinchpinError(
      'BAD_BUNDLE',
      `${name} is larger than ${MAX_MANIFEST_BYTES / 1024} kB. It holds a source's settings, not its rows.`,
    );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new LinchpinError('BAD_BUNDLE', `${name} is not UTF-8. Save it again as UTF-8.`, { cause });
  }
}

async function readLimited(path: string): Promise<Buffer | undefined> {
  return (await stat(path)).size > MAX_MANIFEST_BYTES ? undefined : readFile(path);
}
