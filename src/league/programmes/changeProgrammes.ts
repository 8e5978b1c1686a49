import { type Caller, dominates, parseMarking, requireReason } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { listEditions } from '../../harm/index.ts';
import { type Choices, checkDefinition, type ProgrammeInput } from './checkDefinition.ts';
import { contentOf, type Definition, definitionOf, digestOf } from './definition.ts';
import { findProgramme, type Programme, visibleProgrammes } from './programmes.ts';
import { listOffenceGroups, writeProgramme } from './repository.ts';

/** Who changes a programme, and when. */
export interface Change {
  readonly caller: Pick<Caller, 'subject' | 'visible' | 'clearance' | 'compartments'>;
  /** ISO 8601. */
  readonly at: string;
}

/** A definition as it would be saved. @throws LinchpinError BAD_INPUT naming the field and the remedy */
export async function draftOf(
  graph: Graph,
  input: ProgrammeInput,
  caller: Change['caller'],
  options?: CallOptions,
): Promise<Definition> {
  return checkDefinition(input, await choices(graph, caller, options), caller);
}

/**
 * Creates a programme; the same again changes nothing.
 * @throws LinchpinError BAD_INPUT for a bad definition, CONFLICT where the id is taken
 */
export async function createProgramme(
  graph: Graph,
  input: ProgrammeInput,
  change: Change,
  options?: CallOptions,
): Promise<Programme> {
  const { caller } = change;
  const definition = await draftOf(graph, input, caller, options);
  const existing = await visibleProgrammes(graph, caller, options, { retired: true });
  const same = existing.find(({ id }) => id === definition.id);
  if (same?.digest === digestOf(definition) && same.version === 1) return same;
  const saved = await save(graph, definition, { ...change, expectedVersion: 0 }, options);
  if (!saved)
    throw new LinchpinError('CONFLICT', `The id "${definition.id}" is taken; choose another.`, {
      place: { argument: 'id' },
    });
  return findProgramme(graph, definition.id, caller, options);
}

/**
 * Changes what the input states, as the next version: what is absent stays, null asks nothing any more. The same again
 * changes nothing.
 * @throws LinchpinError NOT_FOUND, BAD_INPUT for a bad definition or a lower marking, CONFLICT where the programme is
 * retired or stands at another version than expected
 */
export async function updateProgramme(
  graph: Graph,
  id: string,
  input: ProgrammeInput,
  change: Change & { readonly expectedVersion: number; readonly reason?: string | null | undefined },
  options?: CallOptions,
): Promise<Programme> {
  const { caller, expectedVersion } = change;
  const current = await findProgramme(graph, id, caller, options);
  if ((current.retiredAt ?? null) !== null)
    throw new LinchpinError('CONFLICT', `Programme "${id}" is retired; create another.`);
  const definition = await draftOf(graph, { ...statedBy(current), ...input }, caller, options);
  if (definition.id !== id)
    throw new LinchpinError('BAD_INPUT', `A programme keeps its id "${id}"; leave id out.`, {
      place: { argument: 'id' },
    });
  refuseLowerMarking(current.marking, definition.marking);
  if (id === 'all') refuseFilters(definition);
  const unchanged = current.digest === digestOf(definition);
  if (unchanged && [expectedVersion, expectedVersion + 1].includes(current.version)) return current;
  if (!(await save(graph, definition, change, options)))
    throw new LinchpinError(
      'CONFLICT',
      `Programme "${id}" stands at version ${(await findProgramme(graph, id, caller, options)).version}, not ${expectedVersion}: somebody changed it. Read it again, then change it.`,
      { place: { argument: 'expectedVersion' } },
    );
  return findProgramme(graph, id, caller, options);
}

/**
 * Retires a programme: its runs stay readable, no table of it is computed any more. The same again changes nothing.
 * @throws LinchpinError NOT_FOUND, BAD_INPUT for a reason of fewer than 10 characters, CONFLICT for `all`, or where
 * somebody changed it meanwhile
 */
export async function retireProgramme(
  graph: Graph,
  id: string,
  reason: string,
  change: Change,
  options?: CallOptions,
): Promise<Programme> {
  const current = await findProgramme(graph, id, change.caller, options);
  if (id === 'all')
    throw new LinchpinError('CONFLICT', 'Programme "all" always exists; it is not retired.', {
      place: { argument: 'id' },
    });
  const why = requireReason(reason);
  if ((current.retiredAt ?? null) !== null) return current;
  const retired = { retiredAt: change.at, retiredReason: why };
  const write = { ...change, reason: why, expectedVersion: current.version };
  if (!(await save(graph, definitionOf(current), write, options, retired)))
    throw new LinchpinError('CONFLICT', `Programme "${id}" was changed meanwhile. Read it again.`);
  return findProgramme(graph, id, change.caller, options);
}

function save(
  graph: Graph,
  definition: Definition,
  change: Change & { readonly expectedVersion: number; readonly reason?: string | null | undefined },
  options?: CallOptions,
  retired: { readonly retiredAt?: string; readonly retiredReason?: string } = {},
): Promise<boolean> {
  const { caller, at, expectedVersion, reason } = change;
  const by = { changedBy: caller.subject, changedAt: at };
  return writeProgramme(
    graph,
    {
      programme: { ...definition, digest: digestOf(definition), ...by, ...retired },
      expectedVersion,
      content: contentOf(definition),
      reason,
    },
    options,
  );
}

async function choices(
  graph: Graph,
  { visible }: Pick<Caller, 'visible'>,
  options?: CallOptions,
): Promise<Choices> {
  const [types, editions] = await Promise.all([
    listOffenceGroups(graph, options),
    listEditions(graph, visible, options),
  ]);
  return { types, editions: editions.map(({ id }) => id) };
}

/** The programme as people would state it: codes of groups are resolved again. */
function statedBy(programme: Programme): ProgrammeInput {
  const { types: _codes, statedTypes, ...stated } = programme;
  return { ...stated, types: statedTypes };
}

function refuseLowerMarking(before: string, after: string): void {
  const [from, to] = [parseMarking(before), parseMarking(after)];
  if (from !== undefined && to !== undefined && dominates(to, from)) return;
  throw new LinchpinError(
    'BAD_INPUT',
    `A programme's marking is raised, never lowered: ${after} would show its past to people below ${before}. Create another programme.`,
    { place: { argument: 'marking' } },
  );
}

/** The contract holds that `all` is every offence. */
function refuseFilters(definition: Definition): void {
  const {
    id: _id,
    name: _name,
    description: _description,
    marking: _marking,
    historic,
    excludedStatuses: _statuses,
    windowDays: _window,
    size: _size,
    edition: _edition,
    reviewDays: _review,
    ...filters
  } = definition;
  const asked = Object.entries(filters).find(([, value]) => (value ?? null) !== null)?.[0];
  const argument = asked ?? (historic ? undefined : 'historic');
  if (argument === undefined) return;
  throw new LinchpinError(
    'BAD_INPUT',
    `Programme "all" is every offence and takes no filter; create a programme with ${argument}.`,
    { place: { argument } },
  );
}
