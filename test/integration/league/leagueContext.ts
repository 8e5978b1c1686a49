import type { Caller, Context } from '../../../src/access/index.ts';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';

/** What resolvers of the league are given when the schema is asked without HTTP. */
export const leagueContext = (graph: Graph, caller: Caller) =>
  ({
    caller,
    graph,
    clock: systemClock,
    requestId: 'r',
    signal: new AbortController().signal,
    touched: new Set<string>(),
    loaders: new Map<string, unknown>(),
  }) satisfies Partial<Context>;
