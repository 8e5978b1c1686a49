import { type Context, callOptions } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { computeLeague } from '../../league/index.ts';
import { callersSight } from '../adjacency/callersSight.ts';
import { PERSON } from '../adjacency/kinds.ts';
import type { Sight, VictimMode } from '../adjacency/Sight.ts';
import { nodesFor } from '../nodeFor.ts';
import { noneSuch } from '../paths/findPaths.ts';

export interface ListRequest {
  readonly programme?: string | null | undefined;
  readonly personIds?: readonly string[] | null | undefined;
}

/** Most ids of a list that is given. */
const MOST_IDS = 200;
/** Ids about which an answer says something each. */
const MOST_NAMED = 10;

/** Ids of a list, before it is known whom the caller sees. */
export interface ListedIds {
  readonly ids: readonly string[];
  /** Who gave them: only whoever gives ids is told of those that lead nowhere. */
  readonly given: boolean;
}

/**
 * The ids of those whom a programme's current table lists, or that are given.
 * @throws LinchpinError BAD_INPUT unless there is exactly one of the two and 1 to 200 ids, NOT_FOUND (programme),
 * CONFLICT (a programme that was retired)
 */
export async function readList(context: Context, { programme, personIds }: ListRequest): Promise<ListedIds> {
  const [byProgramme, byIds] = [programme ?? undefined, personIds ?? undefined];
  if ((byProgramme === undefined) === (byIds === undefined))
    throw bad('programme', 'Give either programme or personIds, and not both.');
  if (byProgramme !== undefined) {
    const options = callOptions(context, 'hiddenLinks');
    const league = await computeLeague(context.graph, { programme: byProgramme }, context.caller, options);
    return { ids: league.entries.map(({ personId }) => personId), given: false };
  }
  const ids = byIds ?? [];
  if (ids.length === 0) throw bad('personIds', `personIds names nobody; give 1 to ${MOST_IDS} ids.`);
  if (ids.length > MOST_IDS)
    throw bad(
      'personIds',
      `personIds has ${ids.length} ids; give at most ${MOST_IDS}, or ask for a programme.`,
    );
  return { ids, given: true };
}

/** The graph as the caller sees it. @throws LinchpinError UNAVAILABLE while it is being read */
export const sightOfList = (context: Context, victims: VictimMode): Promise<Sight> =>
  callersSight(context, victims, 'hiddenLinks');

const bad = (argument: string, message: string) =>
  new LinchpinError('BAD_INPUT', message, { place: { argument } });

export interface Listed {
  /** Different persons with a link, in the order of their ids. */
  readonly persons: readonly number[];
  /** What was left out of the list, in plain words. */
  readonly notes: readonly string[];
}

/** The persons of a list whom the caller sees and who have a link. */
export async function listedPersons(
  context: Context,
  sight: Sight,
  { ids, given }: ListedIds,
): Promise<Listed> {
  const { adjacency } = sight;
  const states = given
    ? await nodesFor(context, sight, ids)
    : ids.map((id) => adjacency.find('PERSON', id)).map((node) => seen(sight, node));
  const persons = new Map<number, string>();
  const notes: string[] = [];
  if (ids.length === 0) return { persons: [], notes: ['The programme lists nobody.'] };
  let without = 0;
  for (const [at, id] of ids.entries()) {
    const state = states[at];
    const before = state === undefined ? undefined : persons.get(state);
    if (state === undefined) notes.push(noneSuch(id));
    else if (adjacency.nodeKind[sight.nodeOf(state)] !== PERSON) notes.push(`"${id}" is not a person.`);
    else if (before !== undefined)
      notes.push(
        before === id
          ? `"${id}" was given twice and is counted once.`
          : `"${before}" and "${id}" are one person, counted once.`,
      );
    else if (sight.degree(state) > 0) persons.set(state, id);
    else if (given) notes.push(`"${id}" has no link that you may see.`);
    else without += 1;
  }
  const told = given ? shortened(notes) : [];
  if (without > 0)
    told.push(`${without} of the listed ${without === 1 ? 'has' : 'have'} no link that you may see.`);
  return { persons: [...persons.keys()].sort((a, b) => a - b), notes: told };
}

const seen = (sight: Sight, node: number | undefined) =>
  node !== undefined && sight.sees(node) ? node : undefined;

function shortened(notes: readonly string[]): string[] {
  const more = notes.length - MOST_NAMED;
  if (more <= 0) return [...notes];
  return [...notes.slice(0, MOST_NAMED), `${more} more of the ids were left out for such reasons.`];
}
