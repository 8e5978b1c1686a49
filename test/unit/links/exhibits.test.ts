import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints } from '../../../src/collections/compareCodePoints.ts';
import { allegationsOf } from '../../../src/links/dossier/allegations.ts';
import { exhibitsFrom } from '../../../src/links/dossier/exhibits.ts';
import type { AllegationRow, ExhibitRow, MatchRow } from '../../../src/links/dossier/repository.ts';

interface Seized {
  readonly exhibitId: string;
  readonly offenceId: string;
}
interface Matched {
  readonly exhibitId: string;
  readonly personId: string;
  readonly recordId: string;
}
interface Suspected {
  readonly personId: string;
  readonly offenceId: string;
}
interface World {
  readonly seized: readonly Seized[];
  readonly matched: readonly Matched[];
  readonly suspected: readonly Suspected[];
}

const PERSONS = ['s:A', 's:B', 's:C'];
const [offenceId, personId] = [fc.constantFrom('s:o1', 's:o2', 's:o3'), fc.constantFrom(...PERSONS)];
const exhibitId = fc.constantFrom('s:x1', 's:x2', 's:x\u{ff5e}', 's:x\u{1f9ea}');
const recordId = fc.constantFrom('s:r1', 's:r2');
const world: fc.Arbitrary<World> = fc.record({
  seized: fc.uniqueArray(fc.record({ exhibitId, offenceId }), { selector: JSON.stringify }),
  matched: fc.uniqueArray(fc.record({ exhibitId, personId, recordId }), { selector: JSON.stringify }),
  suspected: fc.uniqueArray(fc.record({ personId, offenceId }), { selector: JSON.stringify }),
});

const exhibitOrder = (one: { readonly exhibitId: string }, other: { readonly exhibitId: string }) =>
  compareCodePoints(one.exhibitId, other.exhibitId);

/** Exhibit, offence and records of each exhibit that concerns one person, from the links of that person alone. */
function concerning({ seized, matched, suspected }: World, person: string) {
  const theirs = suspected.flatMap((one) => (one.personId === person ? [one.offenceId] : []));
  const matches = matched.filter((one) => one.personId === person);
  const ids = [
    ...matches.map((one) => one.exhibitId),
    ...seized.flatMap((one) => (theirs.includes(one.offenceId) ? [one.exhibitId] : [])),
  ];
  return [...new Set(ids)].sort(compareCodePoints).flatMap((id) => {
    const offences = seized.flatMap((one) => (one.exhibitId === id ? [one.offenceId] : []));
    const records = matches.flatMap((one) => (one.exhibitId === id ? [one.recordId] : []));
    return (offences.length === 0 ? [null] : offences.sort()).map((of) => [id, of, records.sort()]);
  });
}

/** The rows of the two queries of `personIds`, as their files describe them. */
function rowsOf(
  { seized, matched, suspected }: World,
  personIds: readonly string[],
): readonly [ExhibitRow[], MatchRow[]] {
  const matches = matched.filter((one) => personIds.includes(one.personId));
  const offences = suspected.flatMap((one) => (personIds.includes(one.personId) ? [one.offenceId] : []));
  const found = new Set([
    ...matches.map((one) => one.exhibitId),
    ...seized.flatMap((one) => (offences.includes(one.offenceId) ? [one.exhibitId] : [])),
  ]);
  const rest = { importId: null, submittedOn: null, resultOn: null, result: null };
  const exhibits = [...found].sort(compareCodePoints).flatMap((id) => {
    const of = seized.filter((one) => one.exhibitId === id).map((one) => one.offenceId);
    return (of.length === 0 ? [null] : of.sort()).map((offence) => ({
      exhibitId: id,
      offenceId: offence,
      ...rest,
    }));
  });
  const ordered = matches.sort(
    (one, other) => exhibitOrder(one, other) || compareCodePoints(one.recordId, other.recordId),
  );
  return [exhibits, ordered];
}

const allegation = (one: Suspected): AllegationRow => ({
  ...{ ...one, recordId: one.personId, importId: null, status: null, since: null },
  ...{ reportedOn: null, outcome: null },
});

describe('the exhibits of one of several nominals', () => {
  it('are what the links of that nominal alone say, by id', () => {
    fc.assert(
      fc.property(world, fc.subarray(PERSONS, { minLength: 1 }), (one, personIds) => {
        const exhibitsOf = exhibitsFrom(...rowsOf(one, personIds));
        for (const person of personIds) {
          const rows = one.suspected.filter((role) => role.personId === person).map(allegation);
          const exhibits = exhibitsOf(person, allegationsOf(rows));
          expect(exhibits.map((row) => [row.exhibitId, row.offenceId, row.matched])).toEqual(
            concerning(one, person),
          );
        }
      }),
    );
  });
});
