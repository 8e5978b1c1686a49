import { type Caller, listMarkings, parseMarking } from '../../access/index.ts';
import type { Clock } from '../../config/index.ts';
import type { Graph } from '../../graph/index.ts';
import type { Programme } from '../programmes/programmes.ts';
import { computeLeague } from '../table/computeLeague.ts';
import { contributionsOf } from '../table/contributions.ts';
import { announceChange, changeId, lastChange } from './repository.ts';
import { movesBetween, personState, type TableState } from './tableState.ts';

/**
 * Compares a programme's current table with the table last announced, and announces what moved. Since the event comes
 * from comparing what stands with what was said, a service that is killed between a change and its event loses neither:
 * the next one finds the difference; and an event is numbered and written once, whoever sees the difference first.
 * @returns how many people moved; undefined where another service was first
 */
export async function announceChanges(
  graph: Graph,
  { id, version, marking, size }: Programme,
  clock: Clock,
): Promise<number | undefined> {
  const last = await lastChange(graph, id);
  const league = await computeLeague(graph, { programme: id }, await callerAt(graph, marking));
  // As many again as are listed, so that most who enter or leave are known on both sides.
  const head = league.table.first(2 * size);
  const contributions = await contributionsOf(
    graph,
    league.table,
    head.map(({ personId }) => personId),
  );
  const state: TableState = {
    programmeVersion: version,
    edition: league.edition,
    size,
    people: head.map((ranked) => personState(ranked, contributions.get(ranked.personId) ?? [])),
  };
  const before: TableState | undefined = last === undefined ? undefined : JSON.parse(last.state);
  const moves = before === undefined ? [] : movesBetween(before, state);
  if (before !== undefined && moves.length === 0) return 0;
  const sequence = (last?.sequence ?? -1) + 1;
  const written = await announceChange(graph, {
    id: changeId(id, sequence),
    sequence,
    kind: 'LEAGUE_CHANGED',
    programme: id,
    marking,
    at: clock.now().toISOString(),
    asOf: league.asOf,
    edition: league.edition,
    changes: JSON.stringify(moves),
    state: JSON.stringify(state),
  });
  return written ? moves.length : undefined;
}

/** Somebody who sees what the programme may count, and no more. */
async function callerAt(
  graph: Graph,
  marking: string,
): Promise<Pick<Caller, 'visible' | 'clearance' | 'compartments'>> {
  const { level = 'OFFICIAL', compartments = [] } = parseMarking(marking) ?? {};
  const visible = (await listMarkings(graph)).map(({ id }) => id);
  return { visible, clearance: level, compartments };
}
