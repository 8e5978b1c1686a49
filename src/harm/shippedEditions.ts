import { LinchpinError } from '../errors/LinchpinError.ts';
import { normaliseCode } from './offenceCodes.ts';
import { type EditionRow, microsOf, type WeightBasis } from './resolveWeights.ts';
import { type TableName, table, tablesDigest } from './tables.ts';

/** One published set of weights, before it is spread over the offence types. */
export interface Edition {
  readonly id: string;
  readonly name: string;
  readonly publisher: string;
  readonly date: string;
  readonly unit: 'days';
  readonly licence: string;
  readonly source: string;
  /** Whether the publisher's whole list is in it. */
  readonly complete: boolean;
  readonly digest: string;
  readonly rows: readonly EditionRow[];
}

const CODE_LISTS: readonly TableName[] = ['countCodes', 'classifications', 'classToCount', 'near', 'vawg'];

/** The two editions that come with the product; the official Cambridge workbook must be downloaded by a person. */
export function shippedEditions(): readonly Edition[] {
  return [
    {
      id: 'cchi-public',
      name: 'Cambridge Crime Harm Index, what is public of it',
      publisher: 'Compiled from publications on the Cambridge Centre for Evidence-Based Policing index',
      date: '2026-02',
      unit: 'days',
      licence: 'Figures quoted from publications, each with its source',
      source: 'src/harm/tables/cchi_public.csv',
      complete: false,
      digest: tablesDigest([...CODE_LISTS, 'cchiPublic']),
      rows: table('cchiPublic').map(rowOfCchi),
    },
    {
      id: 'ons-css-2020',
      name: 'ONS Crime Severity Score weights',
      publisher: 'Office for National Statistics',
      date: '2020',
      unit: 'days',
      licence: 'Open Government Licence v3.0',
      source: 'src/harm/tables/ons_css_2020_labelled.csv',
      complete: true,
      digest: tablesDigest([...CODE_LISTS, 'onsCss2020']),
      rows: table('onsCss2020').map((row) => {
        const micros = amount(row, 'weight');
        const code = normaliseCode(row.code ?? '');
        const source = row.source ?? '';
        return {
          code,
          titleKey: '',
          micros,
          lowMicros: micros,
          highMicros: micros,
          basis: 'OWN',
          provisional: false,
          source,
        };
      }),
    },
  ];
}

function rowOfCchi(row: Readonly<Record<string, string>>): EditionRow {
  return {
    code: normaliseCode(row.code ?? ''),
    titleKey: '',
    micros: amount(row, 'days'),
    lowMicros: amount(row, 'low'),
    highMicros: amount(row, 'high'),
    basis: row.basis as WeightBasis,
    provisional: row.provisional === 'yes',
    source: [row.edition, row.source].filter(Boolean).join(', '),
  };
}

function amount(row: Readonly<Record<string, string>>, column: string): number {
  const micros = microsOf(row[column] ?? '');
  if (micros === undefined)
    throw new LinchpinError(
      'INTERNAL',
      `Shipped table: code ${row.code}, column ${column} is no number of days.`,
    );
  return micros;
}
