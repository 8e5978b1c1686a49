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
  /** The same of those who went about it in the same streets, at other hours and in another season. */
  readonly inSameStreets: number;
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
  const alike = new Map(
    (await truth('look_alikes.csv')).flatMap(
      ({ series: one, other_series: other, differs_in: differsIn }) => [
        [`${one} ${other}`, differsIn],
        [`${other} ${one}`, differsIn],
      ],
    ),
  );
  const models = train(offences);
  const score = scorer(models);
  const values = new Float64Array(FEATURE_COUNT);
  const unsolved = [...offences.entries()].filter(([, { suspects }]) => suspects.length === 0);
  const none = () => ({ ours: [] as number[], distance: [] as number[] });
  const scores = { linked: none(), elsewhere: none(), sameStreets: none(), other: none() };
  for (const [at, [a, one]] of unsolved.entries())
    for (const [b, other] of unsolved.slice(at + 1)) {
      const value = score(a, b);
      if (Number.isNaN(value)) continue;
      models.comparer.values(a, b, values);
      const [of, by] = [series.get(one.id), series.get(other.id)];
      const linked = of !== undefined && of === by;
      const differsIn = alike.get(`${of} ${by}`);
      const kind = linked
        ? 'linked'
        : differsIn === undefined
          ? 'other'
          : differsIn === 'TIME'
            ? 'sameStreets'
            : 'elsewhere';
      scores[kind].ours.push(value);
      scores[kind].distance.push(Number.isNaN(values[0]) ? Number.NEGATIVE_INFINITY : -(values[0] ?? 0));
    }
  const by = (measure: 'ours' | 'distance'): SeriesFound => {
    const { linked, elsewhere, sameStreets, other } = scores;
    const lookAlikes = [...elsewhere[measure], ...sameStreets[measure]];
    const { tprAt1 } = accuracyOf(linked[measure], lookAlikes.concat(other[measure]));
    const limit = thresholdAt(Float64Array.from(linked[measure]).sort(), FOUND);
    const share = (pairs: readonly number[]) => pairs.filter((value) => value > limit).length / pairs.length;
    return {
      found: tprAt1,
      lookAlikes: share(lookAlikes),
      inSameStreets: share(sameStreets[measure]),
    };
  };
  return { ours: by('ours'), distanceAlone: by('distance') };
}
