import { hidden } from './hidden/resolvers.ts';
import { paths } from './paths/resolvers.ts';
import { shared } from './shared/resolvers.ts';
import { shown } from './shown/resolvers.ts';

/** One list for each part of the domain. */
export const resolvers = [hidden, paths, shared, shown];
