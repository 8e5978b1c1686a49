import { listMarkings, parseMarking } from '../../access/index.ts';
import type { Clock } from '../../config/index.ts';
import type { Graph } from '../../graph/index.ts';
import { listProgrammes } from '../repository.ts';
import { computeLeague } from './computeLeague.ts';

/**
 * Computes the current table of every programme with its contributions, so that the first who asks finds plans made
 * and answers kept: the first question ever took 13 s on the full London, the first after a start 7.
 */
export async function warmTables(graph: Graph, clock: Clock): Promise<void> {
  const visible = (await listMarkings(graph)).map(({ id }) => id);
  for (const { id, marking } of await listProgrammes(graph, visible)) {
    const { level = 'OFFICIAL', compartments = [] } = parseMarking(marking) ?? {};
    const league = await computeLeague(
      graph,
      { programme: id },
      { visible, clearance: level, compartments },
      clock,
    );
    await league.contributions();
  }
}
