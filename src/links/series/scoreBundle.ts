import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { BundleReading } from '../../ingest/index.ts';
import { offencesOfBundle } from './fromBundle.ts';
import { type ModelCard, modelCard } from './modelCard.ts';
import { probability, scorer } from './scorePairs.ts';
import { train } from './train.ts';

export interface ScoreRequest extends BundleReading {
  /** Where the pairs are written: `offence_a,offence_b,probability`, ids as `source:id`, the lesser first. */
  readonly out: string;
  /** Pairs that are less probable are left out. */
  readonly least: number;
  readonly signal: AbortSignal;
}

/** Pairs that a file may have where none are left out. */
const MOST_PAIRS = 20_000_000;
/** Characters that are written together. */
const CHUNK = 65_536;

/**
 * Scores every pair of a bundle's offences within a year by the probability that one offender is in both, learned on its
 * own solved offences by cross-validation, so that a pair's own series is never in its training.
 * @throws LinchpinError BAD_INPUT (no offences; too many pairs without `least`), and as `readFacts`
 */
export async function scoreBundle(
  request: ScoreRequest,
): Promise<{ readonly pairs: number; readonly card: ModelCard }> {
  const { out, least, clock, signal } = request;
  const { source, offences } = await offencesOfBundle(request);
  if (offences.length === 0)
    throw new LinchpinError('BAD_INPUT', `${request.path} has no offences that could be compared.`);
  const possible = (offences.length * (offences.length - 1)) / 2;
  if (least === 0 && possible > MOST_PAIRS)
    throw new LinchpinError(
      'BAD_INPUT',
      `${offences.length} offences make ${possible} pairs; say with --least which probability is worth a line, such as 0.01.`,
      { place: { argument: 'least' } },
    );
  const models = train(offences);
  const score = scorer(models);
  const cells = offences.map(({ id }) => stringify([[id]]).trimEnd());
  let pairs = 0;
  function* chunks() {
    let text = 'offence_a,offence_b,probability\n';
    for (let a = 0; a < offences.length; a += 1) {
      signal.throwIfAborted();
      for (let b = a + 1; b < offences.length; b += 1) {
        const chance = probability(score(a, b));
        // Not a number: more than a year apart, or undated.
        if (!(chance >= least)) continue;
        pairs += 1;
        text += `${cells[a]},${cells[b]},${chance.toPrecision(6)}\n`;
      }
      if (text.length < CHUNK) continue;
      yield text;
      text = '';
    }
    yield text;
  }
  const unfinished = `${out}.part`;
  try {
    await pipeline(Readable.from(chunks()), createWriteStream(unfinished));
    await rename(unfinished, out);
  } finally {
    await rm(unfinished, { force: true });
  }
  return { pairs, card: modelCard(models, source, clock.now().toISOString().slice(0, 10)) };
}
