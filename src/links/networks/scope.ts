import { type Context, callOptions } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { computeLeague } from '../../league/index.ts';
import { findPersons } from '../../records/index.ts';
import { KIND_BITS } from '../adjacency/Adjacency.ts';
import { dayNumber } from '../adjacency/days.ts';
import { maskOf } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { inTime } from '../paths/PathQuestion.ts';
import { beginTurn } from '../turns/Turn.ts';
import type { Projection, ProjectionQuestion } from './projection/ProjectionQuestion.ts';
import { findPlacesInArea } from './repository.ts';

/** The argument as GraphQL gives it. */
export interface NetworkScope {
  readonly programme?: string | null;
  readonly personIds?: readonly string[] | null;
  readonly area?: string | null;
  readonly reach?: number | null;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly projection?: Projection | null;
  readonly validatedOnly?: boolean | null;
}

/** A scope that was checked; `people` are not looked up yet. */
export interface CheckedScope {
  readonly scope: NetworkScope;
  readonly reach: number;
  readonly from: number;
  readonly to: number;
  readonly projection: Projection;
  readonly validatedOnly: boolean;
}

export interface ScopedPeople {
  /** States of those it starts from; undefined: everybody. */
  readonly people: readonly number[] | undefined;
  /** Ids that were asked for and are of nobody that the caller may see. */
  readonly unknownIds: readonly string[];
}

const FARTHEST = 2;
const MOST_IDS = 1_000;
const SUSPECT_IN = maskOf(['SUSPECT_IN']);
const OCCURRED_AT = maskOf(['OCCURRED_AT']);

/** @throws LinchpinError BAD_INPUT naming the field */
export function checkScope(scope: NetworkScope): CheckedScope {
  const named = [scope.programme, scope.personIds, scope.area].filter((one) => one != null).length;
  if (named > 1) throw bad('programme', 'scope takes one of programme, personIds and area, or none of them.');
  const { personIds } = scope;
  if (personIds != null && (personIds.length === 0 || personIds.length > MOST_IDS))
    throw bad(
      'personIds',
      `scope.personIds must name 1 to ${MOST_IDS.toLocaleString('en')} people; leave it out for everybody.`,
    );
  if (scope.area != null && scope.area.trim() === '')
    throw bad('area', 'scope.area must name a borough; leave it out for everywhere.');
  const reach = scope.reach ?? 1;
  if (reach < 0 || reach > FARTHEST) throw bad('reach', `scope.reach must be 0 to ${FARTHEST}.`);
  const [from, to] = [dayOf(scope.from), dayOf(scope.to)];
  if (from > 0 && to > 0 && from > to) throw bad('from', 'scope.from must not be later than scope.to.');
  const projection = scope.projection ?? 'CO_OFFENDING';
  return { scope, reach, from, to, projection, validatedOnly: scope.validatedOnly ?? false };
}

/**
 * Whom a scope starts from, as far as the caller sees them as nominals.
 * @throws LinchpinError NOT_FOUND (programme)
 */
export async function peopleOfScope(
  context: Context,
  sight: Sight,
  checked: CheckedScope,
): Promise<ScopedPeople> {
  const { programme, personIds, area } = checked.scope;
  if (programme != null) return { people: await listedIn(context, sight, programme), unknownIds: [] };
  if (personIds != null) return named(context, sight, personIds);
  if (area != null) return { people: await suspectsIn(context, sight, checked, area), unknownIds: [] };
  return { people: undefined, unknownIds: [] };
}

async function listedIn(context: Context, sight: Sight, programme: string): Promise<readonly number[]> {
  const { graph, caller } = context;
  const { entries } = await computeLeague(graph, { programme }, caller, callOptions(context, 'network'));
  return seen(
    sight,
    entries.map(({ personId }) => personId),
  );
}

/** By the id of any of their records. */
async function named(context: Context, sight: Sight, ids: readonly string[]): Promise<ScopedPeople> {
  const known = await personIdsOf(context, ids);
  const unknownIds: string[] = [];
  const people: number[] = [];
  for (const id of new Set(ids)) {
    const [state] = seen(sight, [known.get(id) ?? id]);
    if (state === undefined) unknownIds.push(id);
    else people.push(state);
  }
  return { people: [...new Set(people)], unknownIds };
}

/** Of ids of records those of the persons whom they describe. */
export async function personIdsOf(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { graph, caller } = context;
  const rows = await findPersons(
    graph,
    { ids: [...new Set(ids)], visible: caller.visible },
    callOptions(context, 'network'),
  );
  return new Map(rows.map(({ askedId, id }) => [askedId, id] as const));
}

/** The suspects of offences in the window that occurred there. */
async function suspectsIn(
  context: Context,
  sight: Sight,
  { from, to }: Pick<ProjectionQuestion, 'from' | 'to'>,
  area: string,
): Promise<readonly number[]> {
  const { graph, caller } = context;
  const places = await findPlacesInArea(
    graph,
    { area: area.trim().toLowerCase(), visible: caller.visible },
    callOptions(context, 'network'),
  );
  const people = new Set<number>();
  const steps = (state: number, mask: number): readonly number[] => {
    const { start, kind } = sight.adjacency;
    const found: number[] = [];
    for (let half = start[state] ?? 0; half < (start[state + 1] ?? 0); half += 1) {
      if (((mask >>> ((kind[half] ?? 0) & KIND_BITS)) & 1) === 0) continue;
      const other = sight.follow(state, half);
      if (other >= 0 && inTime({ sight, from, to }, half, { undated: 0 })) found.push(other);
    }
    return found;
  };
  const turn = beginTurn(context.signal);
  for (const { id } of places) {
    if (turn.isOver()) await turn.end();
    const place = sight.adjacency.find('LOCATION', id);
    if (place === undefined || !sight.sees(place)) continue;
    for (const offence of steps(place, OCCURRED_AT))
      for (const person of steps(offence, SUSPECT_IN)) people.add(person);
  }
  return [...people].sort((one, other) => one - other);
}

const seen = ({ adjacency, sees }: Sight, ids: readonly string[]): readonly number[] =>
  ids.flatMap((id) => {
    const state = adjacency.find('PERSON', id);
    return state !== undefined && sees(state) ? [state] : [];
  });

const dayOf = (day: unknown): number =>
  dayNumber(day === null || day === undefined ? undefined : String(day));

const bad = (field: string, message: string) =>
  new LinchpinError('BAD_INPUT', message, { place: { argument: `scope.${field}` } });
