import type { Clock } from '../../config/index.ts';
import type { CallOptions, Graph, Versions } from '../../graph/index.ts';
import type { Caller, Principal } from '../Caller.ts';
import { parseMarking } from '../markings/marking.ts';
import { clearanceOf, seenBy } from '../markings/visibleMarkings.ts';
import { listSight } from './repository.ts';

/**
 * What a principal may see at this moment: what the clearance reaches, and what an active break-glass adds; and where
 * the facts of every marking stand.
 */
export async function sightOf(
  graph: Graph,
  principal: Principal,
  clock: Clock,
  options?: CallOptions,
): Promise<Pick<Caller, 'visible' | 'breakGlass'> & { readonly facts: Versions }> {
  const asked = { subject: principal.subject, now: clock.now().toISOString() };
  const { markings, grants } = await listSight(graph, asked, options);
  const ids = markings.map(({ id }) => id);
  const reach = [clearanceOf(principal), ...grants.map(({ marking }) => parseMarking(marking))];
  const seen = new Set(reach.flatMap((marking) => seenBy(marking, ids)));
  // In the order of the store, so that equal sights are equal lists.
  const facts = new Map(markings.map(({ id, version }) => [id, version] as const));
  return { visible: ids.filter((id) => seen.has(id)), breakGlass: grants, facts };
}
