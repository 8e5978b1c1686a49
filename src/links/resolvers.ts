import { paths } from './paths/resolvers.ts';
import { shown } from './shown/resolvers.ts';

/** One list for each part of the domain. */
export const resolvers = [paths, shown];
