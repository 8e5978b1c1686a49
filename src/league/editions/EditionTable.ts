import type { ProgrammeFilters } from '../programmes/filters.ts';
import type { Allegation } from '../table/allegations.ts';
import type { RankedSuspect } from '../table/Line.ts';
import type { Weight } from '../table/Weights.ts';
import { rankAllegations } from '../whatIf/rankAllegations.ts';

/** An allegation as an edition weighs it; without a weight the harm is unknown. */
export interface Weighed extends Omit<Allegation, 'micros'> {
  readonly micros: number | undefined;
  readonly basis: string;
  readonly provisional: boolean;
}

/** The same allegations ranked by the weights of one edition. */
export interface EditionTable {
  readonly edition: string;
  /** In the order of the allegations it was made of, whatever the edition. */
  readonly weighed: readonly Weighed[];
  readonly ranked: readonly RankedSuspect[];
  readonly byPerson: ReadonlyMap<string, RankedSuspect>;
  /** How many are listed, where so many are ranked. */
  readonly size: number;
  readonly listed: EditionSums;
  readonly everybody: EditionSums;
}

/** What some people's lines rest on under one edition. Harm in millionths of a day; an offence counts for each suspect. */
export interface EditionSums {
  readonly people: number;
  readonly allegations: number;
  readonly unknownHarm: number;
  readonly harmMicros: number;
  readonly provisionalMicros: number;
}

/** Ranks allegations by an edition, as the league does, and sums what it rests on. */
export function editionTable(
  programme: ProgrammeFilters,
  allegations: readonly Allegation[],
  {
    edition,
    size,
    weightOf,
  }: {
    readonly edition: string;
    readonly size: number;
    readonly weightOf: (allegation: Allegation) => Weight | undefined;
  },
): EditionTable {
  const weighed = allegations.map((allegation): Weighed => {
    const weight = weightOf(allegation);
    return {
      ...allegation,
      micros: weight?.micros,
      basis: weight?.basis ?? 'UNKNOWN',
      provisional: weight?.provisional ?? false,
    };
  });
  const ranked = rankAllegations(
    programme,
    weighed.map(({ personId, micros, victimIds }) => ({ personId, micros: micros ?? null, victimIds })),
  );
  const byPerson = new Map(ranked.map((line) => [line.personId, line]));
  const isListed = ({ personId }: Weighed) => (byPerson.get(personId)?.rank ?? size + 1) <= size;
  return {
    edition,
    weighed,
    ranked,
    byPerson,
    size,
    listed: sumsOf(Math.min(size, ranked.length), weighed.filter(isListed)),
    everybody: sumsOf(ranked.length, weighed),
  };
}

function sumsOf(people: number, rows: readonly Weighed[]): EditionSums {
  let [unknownHarm, harmMicros, provisionalMicros] = [0, 0, 0];
  for (const { micros, provisional } of rows) {
    if (micros === undefined) unknownHarm += 1;
    harmMicros += micros ?? 0;
    if (provisional) provisionalMicros += micros ?? 0;
  }
  return { people, allegations: rows.length, unknownHarm, harmMicros, provisionalMicros };
}
