import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import { groupBy } from '../../collections/groupBy.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import type { Allegation } from './allegations.ts';
import { type ExhibitRow, listExhibits, listMatches, type MatchRow, type OfPersons } from './repository.ts';

/** An exhibit as it concerns one nominal. */
export interface Exhibit extends ExhibitRow {
  /** Records of the nominal to which it was matched. */
  readonly matched: readonly string[];
}

/** Tells the exhibits of one nominal, by id, from the allegations against that person. */
export type ExhibitsOf = (personId: string, allegations: readonly Allegation[]) => readonly Exhibit[];

/** Reads the exhibits of nominals: those that were matched to them, and those of offences in which they are suspects. */
export async function readExhibits(
  graph: Graph,
  keys: OfPersons,
  options?: CallOptions,
): Promise<ExhibitsOf> {
  const [rows, matches] = await Promise.all([
    listExhibits(graph, keys, options),
    listMatches(graph, keys, options),
  ]);
  return exhibitsFrom(rows, matches);
}

/** @param rows exhibits of several nominals, and `matches` those that were matched to them */
export function exhibitsFrom(rows: readonly ExhibitRow[], matches: readonly MatchRow[]): ExhibitsOf {
  const unmatched = rows.map((row): Exhibit => ({ ...row, matched: [] }));
  const exhibitsOf = groupBy(unmatched, ({ exhibitId }) => exhibitId);
  const seizedFor = groupBy(unmatched, ({ offenceId }) => offenceId);
  const matchesOf = groupBy(matches, ({ personId }) => personId);
  return (personId, allegations) => {
    const matched = groupBy(matchesOf.get(personId) ?? [], ({ exhibitId }) => exhibitId);
    const seized = allegations.flatMap(({ offenceId }) => seizedFor.get(offenceId) ?? []);
    const ids = new Set([...matched.keys(), ...seized.map(({ exhibitId }) => exhibitId)]);
    return [...ids].sort(compareCodePoints).flatMap((id) => {
      const exhibits = exhibitsOf.get(id) ?? [];
      const records = matched.get(id)?.map(({ recordId }) => recordId);
      return records === undefined ? exhibits : exhibits.map((one) => ({ ...one, matched: records }));
    });
  };
}
