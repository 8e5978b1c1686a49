import type { RankedSuspect } from '../table/Line.ts';
import type { EditionTable } from './EditionTable.ts';
import { type RankCorrelation, rankCorrelation } from './rankCorrelation.ts';

/** How alike two editions rank the same people, by harm. */
export interface EditionCorrelation extends RankCorrelation {
  /** Of whom the harm is known, at least in part, under both. */
  readonly people: number;
  /** Of whom the harm is wholly unknown under one of them: left out, not taken as zero. */
  readonly peopleOfUnknownHarm: number;
}

/** Two editions of one list. */
export interface EditionPair {
  readonly one: string;
  readonly other: string;
  /** Listed under both. */
  readonly overlap: number;
  /** Listed under both, of those listed under either; undefined where nobody is. */
  readonly jaccard: number | undefined;
  readonly listed: EditionCorrelation;
  readonly everybody: EditionCorrelation;
}

/** Compares the lists and the orders that two editions give. */
export function comparePair(one: EditionTable, other: EditionTable): EditionPair {
  const [listedOne, listedOther] = [one, other].map(
    ({ ranked, size }) => new Set(ranked.slice(0, size).map(({ personId }) => personId)),
  ) as [Set<string>, Set<string>];
  const either = new Set([...listedOne, ...listedOther]);
  const overlap = listedOne.size + listedOther.size - either.size;
  return {
    one: one.edition,
    other: other.edition,
    overlap,
    jaccard: either.size === 0 ? undefined : overlap / either.size,
    listed: correlate(one, other, [...either]),
    everybody: correlate(one, other, [...one.byPerson.keys()]),
  };
}

function correlate(one: EditionTable, other: EditionTable, ids: readonly string[]): EditionCorrelation {
  const known = (line: RankedSuspect | undefined) => line !== undefined && line.unknownHarm < line.offences;
  const compared = ids.filter((id) => known(one.byPerson.get(id)) && known(other.byPerson.get(id)));
  // By harm, equal harm as a tie: the order of ids, which breaks ties on the list, is no agreement of editions.
  const harms = ({ byPerson }: EditionTable) =>
    Float64Array.from(compared, (id) => byPerson.get(id)?.harmMicros ?? 0);
  return {
    people: compared.length,
    peopleOfUnknownHarm: ids.length - compared.length,
    ...rankCorrelation(harms(one), harms(other)),
  };
}
