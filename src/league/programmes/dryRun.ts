import { addDays, format, parseISO } from 'date-fns';
import { visibleAt } from '../../access/index.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { newestReportDate } from '../repository.ts';
import type { League } from '../table/computeLeague.ts';
import { contributionsOf } from '../table/contributions.ts';
import { computeTable } from '../table/rankSuspects.ts';
import { type Change, draftOf } from './changeProgrammes.ts';
import type { ProgrammeInput } from './checkDefinition.ts';

/**
 * The league table that a definition would give over the newest window, before it is saved. Nothing is kept.
 * @throws LinchpinError BAD_INPUT naming the field and the remedy
 */
export async function dryRun(
  graph: Graph,
  input: ProgrammeInput,
  caller: Change['caller'],
  options?: CallOptions,
): Promise<League> {
  const id = input.id ?? 'dry-run';
  const definition = await draftOf(graph, { ...input, id }, caller, options);
  const programme = { ...definition, version: 0 };
  const { edition, windowDays, marking, size } = programme;
  const visible = await visibleAt(graph, marking);
  const asOf = await newestReportDate(graph, visible, options);
  const windowFrom =
    asOf === undefined ? undefined : format(addDays(parseISO(asOf), 1 - windowDays), 'yyyy-MM-dd');
  const question = { programme, edition, allTime: asOf === undefined, from: windowFrom, to: asOf };
  const table = await computeTable(graph, question, options);
  const entries = table.ranked.slice(0, size);
  const ids = entries.map(({ personId }) => personId);
  return {
    programme,
    edition,
    asOf,
    windowFrom,
    table,
    entries,
    contributions: () => contributionsOf(graph, table, ids, options),
  };
}
