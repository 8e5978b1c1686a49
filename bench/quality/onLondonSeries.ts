import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { accuracyOf, thresholdAt } from '../../src/links/series/accuracy.ts';
import { FEATURE_COUNT } from '../../src/links/series/features.ts';
import { offencesOfBundle } from '../../src/links/series/fromBundle.ts';
import { scorer } from '../../src/links/series/scorePairs.ts';
import { train } from '../../src/links/series/train.ts';
import type { Bundle } from './withBundle.ts';

/** How planted pairs are told from the other pairs of unsolved offences. */
export interface SeriesFound {
  /** Share of the planted pairs above the score that one in a hundred of the others stands above. */
  readonly found: number;
  /**
   * Share of the look-alikes above the score that six in ten of the planted pairs stand above. Look-alikes are pairs of
   * two offenders who were planted with one way of offending.
   */
  readonly lookAlikes: number;
}

const FOUND = 0.6;

/**
 * How the series planted in a synthetic London are told from its other unsolved offences. Nothing planted has a suspect,
 * so that none of it is learned from.
 * @param bundle the London as `generateSeed` wrote it, its `bundle/` being what is read
 */
export async function onLondonSeries({
  folder,
  reading,
}: Bundle): Promise<{ readonly ours: SeriesFound; readonly distanceAlone: SeriesFound }> {
  const { source, offences } = await offencesOfBundle(reading);
  const truth = async (file: string): Promise<readonly Readonly<Record<string, string>>[]> =>
    parse(await readFile(join(folder, 'truth', file)), { columns: true });
  const series = new Map(
    (await truth('series.csv')).map((row) => [`${source}:${row.offence_id}`, row.series]),
  );
  const alike = new Set(
    (await truth('look_alikes.csv')).flatMap(({ series: one, other_series: other }) => [
      `${one} ${other}`,
      `${other} ${one}`,
    ]),
  );
  const models = train(offences);
  const score = scorer(models);
  const values = new Float64Array(FEATURE_COUNT);
  const unsolved = [...offences.entries()].filter(([, { suspects }]) => suspects.length === 0);
  const none = () => ({ ours: [] as number[], distance: [] as number[] });
  const scores = { linked: none(), lookAlike: none(), other: none() };
  for (const [at, [a, one]] of unsolved.entries())
    for (const [b, other] of unsolved.slice(at + 1)) {
      const value = score(a, b);
      if (Number.isNaN(value)) continue;
      models.comparer.values(a, b, values);
      const [of, by] = [series.get(one.id), series.get(other.id)];
      const linked = of !== undefined && of === by;
      const kind = linked ? 'linked' : alike.has(`${of} ${by}`) ? 'lookAlike' : 'other';
      scores[kind].ours.push(value);
      scores[kind].distance.push(Number.isNaN(values[0]) ? Number.NEGATIVE_INFINITY : -(values[0] ?? 0));
    }
  const by = (measure: 'ours' | 'distance'): SeriesFound => {
    const { tprAt1 } = accuracyOf(scores.linked[measure], [
      ...scores.lookAlike[measure],
      ...scores.other[measure],
    ]);
    const limit = thresholdAt(Float64Array.from(scores.linked[measure]).sort(), FOUND);
    const pairs = scores.lookAlike[measure];
    return { found: tprAt1, lookAlikes: pairs.filter((value) => value > limit).length / pairs.length };
  };
  return { ours: by('ours'), distanceAlone: by('distance') };
}
