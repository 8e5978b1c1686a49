import { assembleSchema } from '../../../src/api/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { type BundleRows, type InvolvementCells, importRows, leagueStore } from '../league/bundleRows.ts';
import { type Ask, askerOf } from '../records/askRecords.ts';

/** A store that holds these rows as source `s`, and what asks it. */
export async function storeOf(
  rows: Partial<BundleRows>,
): Promise<{ readonly graph: Graph; readonly ask: Ask }> {
  const graph = await leagueStore();
  await importRows(graph, rows);
  return { graph, ask: askerOf(graph, await assembleSchema()) };
}

export const persons = (...ids: readonly string[]) => ids.map((id) => ({ id, full_name: `Name ${id}` }));

/** Of one type, reported one a day from the first of June. */
export const offences = (...ids: readonly string[]) =>
  ids.map((id, nth) => ({
    ...{ id, crime_number: id, offence_code: '8N', reported_on: `2023-06-0${nth + 1}` },
  }));

const roles =
  (role: string) =>
  (offence_id: string, ...people: readonly string[]): InvolvementCells[] =>
    people.map((person_id) => ({ person_id, offence_id, role }));
export const suspects = roles('SUSPECT');
export const victims = roles('VICTIM');

/** People who had one telephone from the beginning of 2023 on. */
export const users = (value: string, ...people: readonly string[]) =>
  people.map((person_id) => ({ person_id, kind: 'PHONE', value, from: '2023-01-01' }));

/** A report that mentions these. */
export const report = (id: string, ...mentions: readonly string[]) => ({
  ...{ id, written_at: '2023-06-04', source_grade: '2', information_grade: 'B', handling: 'P' },
  mentions: mentions.join(';'),
});

/** The same rows under another marking. */
export const hide = <T>(rows: readonly T[]) => rows.map((row) => ({ ...row, marking: 'SECRET' }));
