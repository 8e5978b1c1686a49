import { type Context, callOptions } from '../../access/index.ts';
import { sightFor } from './currentAdjacency.ts';
import type { Sight, VictimMode } from './Sight.ts';

/**
 * The graph as who asks sees it, no older than the request.
 * @param field what asks, as the log of the store names it
 * @throws LinchpinError UNAVAILABLE while the graph is being read
 */
export const callersSight = (context: Context, victims: VictimMode, field: string): Promise<Sight> =>
  sightFor(context.graph, context.caller.visible, victims, {
    ...callOptions(context, field),
    facts: context.facts,
  });
