import { authorise, type Context } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { dayNumber } from '../adjacency/days.ts';
import { EVERY_KIND, type LinkKind, maskOf } from '../adjacency/kinds.ts';
import type { VictimMode } from '../adjacency/Sight.ts';

/** The argument as GraphQL gives it. */
export interface NeighbourhoodOptions {
  readonly depth?: number | null;
  readonly perKind?: number | null;
  readonly kinds?: readonly LinkKind[] | null;
  readonly at?: unknown;
  readonly victims?: VictimMode | null;
}

const DEEPEST = 2;
const MOST_PER_KIND = 200;

/** @throws LinchpinError BAD_INPUT naming the option, FORBIDDEN for victims shown without the right */
export function readNeighbourhoodOptions(options: NeighbourhoodOptions, { caller }: Context) {
  const victims = options.victims ?? 'NONE';
  if (victims === 'JOINED') authorise(caller.roles, 'victims:join');
  if (victims === 'PSEUDONYMS') authorise(caller.roles, 'victims:pseudonyms');
  const kinds = options.kinds ?? undefined;
  if (kinds?.length === 0)
    throw bad('kinds', 'options.kinds names no kind of link; leave it out to be shown all.');
  return {
    depth: within(options.depth ?? 1, DEEPEST, 'depth'),
    perKind: within(options.perKind ?? 50, MOST_PER_KIND, 'perKind'),
    kinds: kinds === undefined ? EVERY_KIND : maskOf(kinds),
    at: dayNumber(options.at === null || options.at === undefined ? undefined : String(options.at)),
    victims,
  };
}

function within(value: number, most: number, name: string): number {
  if (value >= 1 && value <= most) return value;
  throw bad(name, `options.${name} must be 1 to ${most}.`);
}

const bad = (name: string, message: string) =>
  new LinchpinError('BAD_INPUT', message, { place: { argument: `options.${name}` } });
