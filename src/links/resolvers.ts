import { neighbourhood } from './neighbourhood/resolvers.ts';
import { networks } from './networks/resolvers.ts';
import { paths } from './paths/resolvers.ts';
import { shared } from './shared/resolvers.ts';
import { shown } from './shown/resolvers.ts';

/** One list for each part of the domain. */
export const resolvers = [neighbourhood, networks, paths, shared, shown];
