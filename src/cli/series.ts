import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { scoreBundle } from '../links/index.ts';
import type { Register } from './deps.ts';
import { workDirectoryOf } from './openStore.ts';

interface ScoreOptions {
  readonly out: string;
  readonly map?: string;
  readonly least: number;
  readonly json?: boolean;
}

export const registerSeries: Register = (program, { config, clock, out, err, signal }) => {
  program
    .command('series')
    .description('which offences one offender may have committed')
    .command('score')
    .description(
      'score every pair of a bundle within a year, learned on its own solved offences; needs no store',
    )
    .argument('<bundle>', 'folder or zip')
    .requiredOption('--out <file>', 'CSV to write: offence_a,offence_b,probability')
    .option('--map <file>', 'mapping of files and columns')
    .option('--least <probability>', 'leave out what is less probable', share, 0)
    .option('--json', 'print the model card as one object')
    .action(async (path: string, options: ScoreOptions) => {
      const { pairs, card } = await scoreBundle({
        path,
        mapFile: options.map,
        out: resolve(options.out),
        least: options.least,
        clock,
        workDirectory: workDirectoryOf(config),
        signal,
      });
      err(`wrote ${pairs} pairs to ${options.out}`);
      err(
        card.basis === 'TRAINED'
          ? `learned on ${card.solved} solved offences of no acquaintances in ${card.series} series (${card.linkedPairs} linked pairs)`
          : `too few solved series to learn from (${card.series}): published coefficients, ${card.published}`,
      );
      if (card.withSingles !== undefined)
        err(
          `held out, single offences among them: AUC ${card.withSingles.auc.toFixed(3)}, ${percent(card.withSingles.tprAt1)} of linked pairs found at 1 % false positives, ${percent(card.withSingles.tprAt5)} at 5 %`,
        );
      if (options.json === true) out(JSON.stringify(card));
    });
};

const percent = (part: number) => `${(100 * part).toFixed(1)} %`;

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value < 1) return value;
  throw new InvalidArgumentError('It must be a probability from 0 to less than 1.');
}
