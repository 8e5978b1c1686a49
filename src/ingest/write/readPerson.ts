import { compareMarkings } from '../../access/index.ts';
import { compareCodePoints } from '../../collections/compareCodePoints.ts';

/** What a reading of a person needs of each of its records. */
export interface RecordFacts {
  readonly id: string;
  readonly marking: string;
  readonly asOf?: string | null | undefined;
  readonly givenNames?: string | null | undefined;
  readonly familyName?: string | null | undefined;
  readonly fullName?: string | null | undefined;
  readonly aliases?: readonly string[] | null | undefined;
  readonly sex?: string | null | undefined;
  readonly bornOn?: string | null | undefined;
  readonly ethnicity?: string | null | undefined;
  readonly status?: string | null | undefined;
  readonly warnings?: readonly string[] | null | undefined;
}

/** A person as its records say: the newest record first, then by id; names of all of them, best first. */
export function readPerson(id: string, records: readonly RecordFacts[]) {
  const ordered = [...records].sort(
    (a, b) => compareCodePoints(b.asOf ?? '', a.asOf ?? '') || compareCodePoints(a.id, b.id),
  );
  const first = <K extends 'sex' | 'bornOn' | 'ethnicity' | 'status'>(property: K) =>
    ordered.map((record) => record[property]).find((value) => value !== undefined && value !== null) ??
    undefined;
  const names = [...ordered.map(nameOf), ...ordered.flatMap(({ aliases }) => aliases ?? [])];
  const known = [...new Set(names.filter((name): name is string => name !== undefined))];
  const warnings = [...new Set(ordered.flatMap(({ warnings }) => warnings ?? []))].sort();
  return {
    id,
    marking: ordered.map(({ marking }) => marking).sort(compareMarkings)[0] ?? 'OFFICIAL',
    names: known.length > 0 ? known : undefined,
    sex: first('sex'),
    bornOn: first('bornOn'),
    ethnicity: first('ethnicity'),
    status: first('status'),
    warnings: warnings.length > 0 ? warnings : undefined,
  };
}

/** The name to show: as stated in full, else given and family name. */
export function nameOf(
  record: Pick<RecordFacts, 'givenNames' | 'familyName' | 'fullName'>,
): string | undefined {
  const parts = [record.givenNames, record.familyName].filter((part) => part !== undefined && part !== null);
  return record.fullName ?? (parts.length > 0 ? parts.join(' ') : undefined);
}
