import { resolvers as adoption } from './adoption/resolvers.ts';
import { resolvers as concentration } from './concentration/resolvers.ts';
import { resolvers as coverage } from './coverage/resolvers.ts';
import { resolvers as editions } from './editions/resolvers.ts';
import { resolvers as live } from './live/resolvers.ts';
import { resolvers as movement } from './movement/resolvers.ts';
import { resolvers as programmes } from './programmes/resolvers.ts';
import { resolvers as runs } from './runs/resolvers.ts';
import { resolvers as table } from './table/resolvers.ts';
import { resolvers as uncertainty } from './uncertainty/resolvers.ts';
import { resolvers as whatIf } from './whatIf/resolvers.ts';

/** One list for each part of the domain. */
export const resolvers = [
  table,
  adoption,
  concentration,
  coverage,
  editions,
  live,
  movement,
  programmes,
  runs,
  uncertainty,
  whatIf,
];
