import { dossier } from './dossier/resolvers.ts';
import { hidden } from './hidden/resolvers.ts';
import { neighbourhood } from './neighbourhood/resolvers.ts';
import { networks } from './networks/resolvers.ts';
import { paths } from './paths/resolvers.ts';
import { prediction } from './prediction/resolvers.ts';
import { series } from './series/resolvers.ts';
import { shared } from './shared/resolvers.ts';
import { shown } from './shown/resolvers.ts';
import { threads } from './threads/resolvers.ts';

/** One list for each part of the domain. */
export const resolvers = [
  dossier,
  hidden,
  neighbourhood,
  networks,
  paths,
  prediction,
  series,
  shared,
  shown,
  threads,
];
