import { compareCodePoints } from '../../collections/compareCodePoints.ts';

/**
 * Where everybody of a run stands in code point order of their ids, the last tie-break of a league, as they stood before
 * some were erased: what is drawn by that order (uncertainty) must not change with an erasure.
 * @param erased place of each stand-in
 */
export function placesOf(
  personIds: readonly string[],
  erased: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const known = personIds.filter((id) => !erased.has(id)).sort(compareCodePoints);
  const taken = new Map([...erased].map(([id, place]) => [place, id]));
  let next = 0;
  return new Map(
    personIds.map((_, place) => {
      const id = taken.get(place);
      if (id !== undefined) return [id, place];
      next += 1;
      return [known[next - 1] ?? '', place];
    }),
  );
}
