import type { CallOptions, Graph } from '../../graph/index.ts';
import type { League } from '../table/computeLeague.ts';
import { computeTable } from '../table/computeTable.ts';
import { contributionsOf } from '../table/contributions.ts';
import { readDraftState } from '../table/ProgrammeState.ts';
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
  const { edition, windowDays, size } = programme;
  const state = await readDraftState(graph, programme, options);
  const question = { allTime: state.newest === undefined, windowDays, asOf: undefined };
  const table = await computeTable(graph, question, state, options);
  const entries = table.first(size);
  const ids = entries.map(({ personId }) => personId);
  return {
    programme,
    edition,
    asOf: table.scope.to ?? undefined,
    windowFrom: table.scope.from ?? undefined,
    table,
    entries,
    again: () => dryRun(graph, input, caller, options),
    contributions: () => contributionsOf(graph, table, ids, options),
  };
}
