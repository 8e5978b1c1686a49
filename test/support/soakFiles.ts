import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Files that `npm run soak` runs: those of `test/soak`, and those of the suite that do more when `LINCHPIN_SOAK` is set.
 * @returns paths below the project
 */
export function soakFiles(projectRoot: string): readonly string[] {
  return readdirSync(join(projectRoot, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('test', file))
    .filter(
      (file) =>
        file.startsWith(join('test', 'soak')) ||
        readFileSync(join(projectRoot, file), 'utf8').includes('LINCHPIN_SOAK'),
    );
}
