import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/config/index.ts';

/** A folder for a bundle, and what readers of bundles want to be told. */
export interface Bundle {
  readonly folder: string;
  readonly reading: {
    readonly path: string;
    readonly clock: typeof systemClock;
    readonly workDirectory: string;
  };
}

/** A folder that is gone afterwards. @param inside where in the folder the bundle stands */
export async function withBundle<T>(work: (bundle: Bundle) => Promise<T>, inside = '.'): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-quality-'));
  const workDirectory = `${folder}-work`;
  try {
    await mkdir(workDirectory);
    const path = join(folder, inside);
    return await work({ folder, reading: { path, clock: systemClock, workDirectory } });
  } finally {
    for (const place of [folder, workDirectory]) await rm(place, { recursive: true, force: true });
  }
}
