import type { SeriesOffence } from '../../../../src/links/series/SeriesOffence.ts';
import { random } from '../randomGraph.ts';

/** Offences of a town of 30 km: series with habits, and twice as many offences of people who have only one. */
export interface PlantedSeries {
  readonly offences: readonly SeriesOffence[];
  /** By offence: who did it, known or not. */
  readonly offender: readonly number[];
}

const MARKS = Array.from({ length: 20 }, (_, at) => `mark ${at}`);

/**
 * @param series how many offenders have four offences each; the suspect is known but of every `unsolvedEvery`-th offence
 */
export function plantedSeries(seed: number, series: number, unsolvedEvery = 4): PlantedSeries {
  const below = random(seed);
  const between = (from: number, to: number) => from + (below(1_000_000) / 1_000_000) * (to - from);
  const offences: SeriesOffence[] = [];
  const offender: number[] = [];
  const commit = (who: number, habits: { x: number; y: number; day: number; hour: number; mark: string }) => {
    const day = habits.day + Math.floor(between(0, 60));
    const from = day + (habits.hour + between(-1, 1)) / 24;
    const at = offences.length;
    offender.push(who);
    offences.push({
      id: `o${String(at).padStart(5, '0')}`,
      from,
      // Every fifth happened some time over a weekend.
      to: at % 5 === 0 ? from + 2.5 : from,
      x: habits.x + between(-1_000, 1_000),
      y: habits.y + between(-1_000, 1_000),
      marks: [habits.mark, MARKS[below(MARKS.length)] ?? ''],
      type: `type ${below(3)}`,
      target: `place ${below(4)}`,
      victimAge: between(18, 80),
      victims: [`v${at}`],
      suspects: at % unsolvedEvery === 0 ? [] : [`p${who}`],
    });
  };
  const habits = () => ({
    x: between(0, 30_000),
    y: between(0, 30_000),
    day: Math.floor(between(19_000, 19_600)),
    hour: between(2, 22),
    mark: MARKS[below(MARKS.length)] ?? '',
  });
  for (let who = 0; who < series; who += 1) {
    const own = habits();
    for (let nth = 0; nth < 4; nth += 1) commit(who, own);
  }
  for (let who = series; who < 9 * series; who += 1) commit(who, habits());
  return { offences, offender };
}
