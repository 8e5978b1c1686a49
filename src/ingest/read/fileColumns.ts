import type { BundleFile } from '../types.ts';

/** Columns of one file; every file may have `marking` as well. */
export interface FileColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Those of them that hold dates. */
  readonly dates: readonly string[];
}

/** The table of the import bundle as data. */
export const FILE_COLUMNS: { readonly [F in BundleFile]: FileColumns } = {
  'persons.csv': {
    required: ['id'],
    optional: [
      ...['given_names', 'family_name', 'full_name', 'aliases', 'sex', 'born_on', 'ethnicity', 'national_id'],
      ...['address', 'postcode', 'phone', 'email', 'status', 'warnings'],
    ],
    dates: ['born_on'],
  },
  'locations.csv': {
    required: ['id'],
    optional: ['address', 'postcode', 'borough', 'latitude', 'longitude', 'kind'],
    dates: [],
  },
  'offences.csv': {
    required: ['id'],
    optional: [
      ...['crime_number', 'offence_code', 'offence_title', 'reported_on', 'occurred_from', 'occurred_to'],
      ...['location_id', 'outcome', 'found_by', 'modus_operandi', 'summary', 'officer_in_case'],
    ],
    dates: ['reported_on', 'occurred_from', 'occurred_to'],
  },
  'involvements.csv': {
    required: ['person_id', 'offence_id', 'role'],
    optional: ['status', 'relationship', 'victim_id', 'age', 'since'],
    dates: ['since'],
  },
  'residences.csv': {
    required: ['person_id', 'location_id'],
    optional: ['from', 'to'],
    dates: ['from', 'to'],
  },
  'identifiers.csv': {
    required: ['kind', 'value'],
    optional: ['person_id', 'offence_id', 'from', 'to'],
    dates: ['from', 'to'],
  },
  'associations.csv': {
    required: ['person_id', 'other_person_id'],
    optional: ['kind', 'from', 'to', 'weight'],
    dates: ['from', 'to'],
  },
  'intelligence.csv': {
    required: ['id'],
    optional: ['written_at', 'source_grade', 'information_grade', 'handling', 'text', 'mentions'],
    dates: ['written_at'],
  },
  'events.csv': {
    required: ['id', 'kind'],
    optional: [
      ...['at', 'person_id', 'person_ids', 'identifier_kind', 'identifier_value', 'other_person_id'],
      ...['other_identifier_kind', 'other_identifier_value', 'location_id', 'duration_seconds'],
    ],
    dates: ['at'],
  },
  'custody.csv': {
    required: ['id', 'person_id'],
    optional: ['offence_ids', 'arrested_at', 'released_at', 'station', 'outcome'],
    dates: ['arrested_at', 'released_at'],
  },
  'forensics.csv': {
    required: ['id', 'offence_id'],
    optional: ['exhibit', 'submitted_on', 'result_on', 'result', 'person_id'],
    dates: ['submitted_on', 'result_on'],
  },
  'orders.csv': {
    required: ['id', 'person_id'],
    optional: ['kind', 'from', 'to', 'protects_person_id', 'conditions'],
    dates: ['from', 'to'],
  },
  'judgements.csv': {
    required: ['person_id', 'other_person_id', 'verdict'],
    optional: ['decided_on', 'decided_by', 'reason'],
    dates: ['decided_on'],
  },
};

/** Every column that a file may have. */
export function columnsOf(file: BundleFile): readonly string[] {
  const { required, optional } = FILE_COLUMNS[file];
  return [...required, ...optional, 'marking'];
}

/** The name of a file in mappings: `persons` of `persons.csv`. */
export function stem(file: BundleFile): string {
  return file.slice(0, -'.csv'.length);
}
