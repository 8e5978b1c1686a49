import { foldTitle, isClassification, normaliseCode } from './offenceCodes.ts';
import { table } from './tables.ts';

/** One kind of offence, by its Home Office count code or classification. */
export interface OffenceType {
  readonly code: string;
  readonly title: string;
  readonly titleKey: string;
  readonly group: string | undefined;
  readonly subgroup: string | undefined;
  readonly coding: 'COUNT' | 'CLASSIFICATION';
  /** Count code of a classification, where it could be deduced. */
  readonly countCode: string | undefined;
}

let types: ReadonlyMap<string, OffenceType> | undefined;

/** Every type of the shipped code lists, by code. Groups and sums of count codes are no types. */
export function offenceTypes(): ReadonlyMap<string, OffenceType> {
  types ??= readTypes();
  return types;
}

function readTypes(): ReadonlyMap<string, OffenceType> {
  const counts = new Map(
    table('classToCount').map((row) => [normaliseCode(row.classification ?? ''), row.count_code ?? '']),
  );
  const found = new Map<string, OffenceType>();
  const add = (row: Readonly<Record<string, string>>) => {
    const code = normaliseCode(row.code ?? '');
    if (found.has(code) || /^[\d.]+[/-][\d.]+[/-]/.test(code)) return;
    const title = row.title ?? code;
    found.set(code, {
      code,
      title,
      titleKey: foldTitle(title),
      group: row.group || undefined,
      subgroup: row.subgroup || undefined,
      coding: isClassification(code) ? 'CLASSIFICATION' : 'COUNT',
      countCode: counts.get(code),
    });
  };
  for (const name of ['countCodes', 'classifications', 'cchiPublic', 'vawg'] as const)
    table(name).forEach(add);
  for (const row of table('onsCss2020')) add({ code: row.code ?? '', title: row.offence ?? '' });
  return found;
}
