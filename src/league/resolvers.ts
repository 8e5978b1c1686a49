import { resolvers as live } from './live/resolvers.ts';
import { resolvers as programmes } from './programmes/resolvers.ts';
import { resolvers as runs } from './runs/resolvers.ts';
import { resolvers as table } from './table/resolvers.ts';

/** One list for each part of the domain. */
export const resolvers = [table, live, programmes, runs];
