import { paths } from './paths/resolvers.ts';
import { series } from './series/resolvers.ts';
import { shared } from './shared/resolvers.ts';
import { shown } from './shown/resolvers.ts';

/** One list for each part of the domain. */
export const resolvers = [paths, series, shared, shown];
