import { resolve } from 'node:path';
import { generateSeed } from '../../seed/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Register } from './deps.ts';

export const registerSeed: Register = (program, { out, err }) => {
  program
    .command('seed')
    .description('the synthetic London')
    .command('generate')
    .description('write the calibrated bundle without importing it')
    .requiredOption('--size <n>', 'suspects of violence against women and girls in the last year', Number)
    .requiredOption('--seed <int>', 'seed number: the same number gives the same files', Number)
    .requiredOption('--out <folder>', 'where to write')
    .action(async ({ size, seed, out: folder }: { size: number; seed: number; out: string }) => {
      for (const [name, value, least] of [
        ['size', size, 500],
        ['seed', seed, 0],
      ] as const)
        if (!Number.isSafeInteger(value) || value < least)
          throw new LinchpinError('BAD_INPUT', `--${name} must be a whole number from ${least}.`, {
            place: { argument: name },
          });
      const summary = await generateSeed({ size, seed, out: resolve(folder), onProgress: err });
      out(JSON.stringify(summary));
    });
};
