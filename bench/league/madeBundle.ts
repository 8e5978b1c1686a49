import { nameOf } from '../../seed/names.ts';
import { Random } from '../../seed/Random.ts';
import type { OffenceMatcher } from '../../src/harm/index.ts';
import type { OffenceRow, RowOf, StagedBundle } from '../../src/ingest/types.ts';
import { BASE, stagedRows } from '../made/stagedRows.ts';
import type { MadeLeague } from './makeLeague.ts';

/**
 * A made league as the import takes a bundle that was read and checked, so that the store gets exactly what an import
 * writes. Rows are made as they are asked for: a million suspects are some eight million rows.
 */
export function madeBundle(league: MadeLeague, asOf: string, match: OffenceMatcher): StagedBundle {
  return stagedRows(league.source, asOf, `made-${league.suspects.length}-${league.offences.length}`, {
    'persons.csv': () => persons(league),
    'offences.csv': () => offences(league, match),
    'involvements.csv': () => involvements(league),
  });
}

function* persons({ source, suspects, victims }: MadeLeague): Generator<RowOf['persons.csv']> {
  const random = new Random(1);
  for (const [prefix, sexes] of [
    ['P', suspects],
    ['V', victims],
  ] as const)
    for (const [index, sex] of sexes.entries()) {
      const { given, family } = nameOf(random, sex ?? 'F');
      yield {
        ...BASE,
        id: `${source}:${prefix}${index + 1}`,
        givenNames: given,
        familyName: family,
        aliases: [],
        sex,
        warnings: [],
      };
    }
}

function* offences(league: MadeLeague, match: OffenceMatcher): Generator<OffenceRow> {
  const types = new Map<
    string,
    Pick<OffenceRow, 'typeMatch' | 'typeCode' | 'matchedBy' | 'typeProvisional'>
  >();
  const typeOf = (code: string) => {
    const known = types.get(code);
    if (known !== undefined) return known;
    const found = match({ code, matchTitles: false });
    const type =
      found !== undefined && 'code' in found
        ? {
            typeMatch: 'matched' as const,
            typeCode: found.code,
            matchedBy: found.matchedBy,
            typeProvisional: found.provisional,
          }
        : { typeMatch: 'unmatched' as const };
    types.set(code, type);
    return type;
  };
  for (const [index, { code, reportedOn }] of league.offences.entries())
    yield {
      ...BASE,
      id: `${league.source}:O${index + 1}`,
      crimeNumber: `${String(index + 1).padStart(8, '0')}/23`,
      statedCode: code,
      ...(code === undefined ? { typeMatch: 'unstated' as const } : typeOf(code)),
      reported: {
        first: reportedOn,
        last: reportedOn,
        at: `${reportedOn}T00:00:00`,
        precision: 'DAY',
        text: reportedOn,
      },
      modusOperandi: [],
    };
}

function* involvements({ source, offences }: MadeLeague): Generator<RowOf['involvements.csv']> {
  for (const [index, { suspects, victim, status }] of offences.entries()) {
    const offenceId = `${source}:O${index + 1}`;
    for (const suspect of suspects)
      yield { ...BASE, personId: `${source}:P${suspect + 1}`, offenceId, role: 'SUSPECT', status };
    yield { ...BASE, personId: `${source}:V${victim + 1}`, offenceId, role: 'VICTIM' };
  }
}
