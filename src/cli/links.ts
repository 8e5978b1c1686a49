import { InvalidArgumentError } from 'commander';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { type Measured, measure, tiesOfBundle, walksIn } from '../links/index.ts';
import type { Register } from './deps.ts';
import { workDirectoryOf } from './openStore.ts';

/** Pairs that are held in memory. */
const MOST_WALKS = 15_000_000;

interface PredictOptions {
  readonly hide: number;
  readonly seed: number;
  readonly map?: string;
  readonly json?: boolean;
}

/** `linchpin links predict`: reads a bundle without a store. */
export const registerLinks: Register = (program, { config, clock, out, err, signal }) => {
  program
    .command('links')
    .description('ties that may be missing')
    .command('predict')
    .description(
      'hide whole offences of a bundle and measure how well the ties of their suspects are found again; needs no store',
    )
    .argument('<bundle>', 'folder or zip')
    .option('--hide <share>', 'share of the offences with several suspects to hide', share, 0.1)
    .option('--seed <number>', 'which ones: the same seed hides the same', wholeNumber, 1)
    .option('--map <file.yaml>', "mapping of other people's files, columns and codes, laid over the manifest")
    .option('--json', 'print one object')
    .action(async (path: string, { hide, seed, map, json }: PredictOptions) => {
      const { source, asOf, facts, crowdsLeftOut } = await tiesOfBundle({
        path,
        mapFile: map,
        clock,
        workDirectory: workDirectoryOf(config),
        signal,
      });
      if ((await walksIn(facts, MOST_WALKS)) > MOST_WALKS)
        throw new LinchpinError(
          'BAD_INPUT',
          `${path} holds more than ${MOST_WALKS} pairs of people with somebody in common, too many to measure in memory. Give a part of it, such as one area or year.`,
        );
      const measured = await measure(facts, { share: hide, seed, signal });
      if (measured.hiddenOf === 0)
        throw new LinchpinError(
          'BAD_INPUT',
          `${path} ties nobody to anybody. Give it involvements.csv with several suspects of one offence, associations.csv, or events.csv with several people each.`,
        );
      if (measured.hiddenWhat === 'TIES')
        err(
          'no offence of the bundle has several suspects: single ties were hidden. Where many ties come from one meeting, the others give a hidden one away, and the figures are too good.',
        );
      out(
        json === true
          ? JSON.stringify({ source, asOf: asOf ?? null, crowdsLeftOut, ...measured }, null, 2)
          : inWords(measured),
      );
    });
};

function inWords(measured: Measured): string {
  const { hidden, hiddenOf, hiddenWhat, hiddenTies, reachable, people, seed, splits, reason } = measured;
  const methods = [
    ['ours', measured.ours],
    ['resource allocation', measured.resourceAllocation],
    ['common neighbours', measured.commonNeighbours],
  ] as const;
  const number = (value: number | null) => value?.toFixed(3) ?? 'unknown';
  return [
    `hid ${hidden} of ${hiddenOf} ${hiddenWhat === 'OFFENCES' ? 'offences with several suspects' : 'ties'} among ${people} people, ${splits} time${splits === 1 ? '' : 's'} (seed ${seed})`,
    `each time ${hiddenTies.toFixed(1)} ties that nothing else states, ${reachable.toFixed(1)} of them with a common neighbour or thing`,
    ...methods.map(([name, { auc, aucLow, precision, precisionAtHidden }]) =>
      [
        `${name}: AUC ${number(auc)} (at least ${number(aucLow)})`,
        ...precision.map((at) => `precision at ${at.k} ${number(at.precision)}`),
        `at as many as are hidden ${number(precisionAtHidden)}`,
      ].join(', '),
    ),
    reason ?? 'predictable: what stands high is worth a look, and is no fact.',
  ].join('\n');
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidArgumentError('It must be a share above 0 and below 1, such as 0.1.');
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('It must be a whole number from 0 on.');
}
