import { authorise, type Context } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { dayNumber } from '../adjacency/days.ts';
import { EVERY_KIND, type LinkKind, maskOf } from '../adjacency/kinds.ts';
import type { VictimMode } from '../adjacency/Sight.ts';

/** The argument as GraphQL gives it, its defaults filled in. */
export interface PathOptions {
  readonly maxLength?: number | null;
  readonly alternatives?: number | null;
  readonly kinds?: readonly LinkKind[] | null;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly weighted?: boolean | null;
  readonly includeHubs?: boolean | null;
  readonly victims?: VictimMode | null;
}

const LONGEST = 12;
const MOST_ALTERNATIVES = 100;

/** @throws LinchpinError BAD_INPUT naming the option, FORBIDDEN for victims joined without the right */
export function readPathOptions(options: PathOptions, { caller }: Context) {
  const maxLength = within(options.maxLength ?? 8, 1, LONGEST, 'maxLength');
  const alternatives = within(options.alternatives ?? 3, 1, MOST_ALTERNATIVES, 'alternatives');
  const [from, to] = [dayOf(options.from), dayOf(options.to)];
  if (from > 0 && to > 0 && from > to) throw bad('from', 'from must not be later than to.');
  const kinds = options.kinds ?? undefined;
  if (kinds?.length === 0) throw bad('kinds', 'kinds names no kind of link; leave it out to walk all.');
  const victims = options.victims ?? 'NONE';
  if (victims === 'JOINED') authorise(caller.roles, 'victims:join');
  if (victims === 'PSEUDONYMS') authorise(caller.roles, 'victims:pseudonyms');
  return {
    maxLength,
    alternatives,
    kinds: kinds === undefined ? EVERY_KIND : maskOf(kinds),
    from,
    to,
    weighted: options.weighted ?? true,
    includeHubs: options.includeHubs ?? false,
    victims,
  };
}

const dayOf = (day: unknown): number =>
  dayNumber(day === null || day === undefined ? undefined : String(day));

function within(value: number, least: number, most: number, name: string): number {
  if (value >= least && value <= most) return value;
  throw bad(name, `${name} must be ${least} to ${most}.`);
}

const bad = (name: string, message: string) =>
  new LinchpinError('BAD_INPUT', `options.${message}`, { place: { argument: `options.${name}` } });
