import type { Context } from '../../access/index.ts';
import { callersSight } from '../adjacency/callersSight.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { beginTurn } from '../Turn.ts';
import { MOST_PAIRS, MOST_PEOPLE, type Projected, project } from './projection/project.ts';
import { type Validated, validate } from './projection/validate.ts';
import { allThings, wholeNetwork } from './projection/wholeGraph.ts';
import { type CheckedScope, checkScope, type NetworkScope, peopleOfScope } from './scope.ts';
import { graphOfArrays, type WeightedGraph } from './WeightedGraph.ts';

/** The network of a scope, before anything is worked out of it. */
export interface BuiltNetwork {
  readonly sight: Sight;
  /** People with a tie; weights are how many things tie two. */
  readonly graph: WeightedGraph;
  /** By node of the graph the person's state. */
  readonly states: readonly number[];
  /** Each thing that ties two nodes, as states, or STATED. */
  readonly entries: readonly TieEntry[];
  readonly withoutTie: number;
  readonly crowds: number;
  readonly undated: number;
  readonly validated: Validated | undefined;
  readonly unknownIds: readonly string[];
  /** It is too large for one answer, and nothing of it is known. */
  readonly tooLarge: boolean;
  readonly reason: string | undefined;
}

export interface TieEntry {
  readonly a: number;
  readonly b: number;
  readonly thing: number;
}

/**
 * @throws LinchpinError BAD_INPUT naming the field, NOT_FOUND (programme), UNAVAILABLE while the graph is being read or walked whole
 */
export async function buildNetwork(context: Context, scope: NetworkScope): Promise<BuiltNetwork> {
  const checked = checkScope(scope);
  const { signal } = context;
  const sight = await callersSight(context, 'NONE', 'network');
  const { people, unknownIds } = await peopleOfScope(context, sight, checked);
  const { reach, from, to, projection, validatedOnly } = checked;
  const asked = { sight, from, to, projection };
  const turn = beginTurn(signal);
  const projected =
    people === undefined
      ? await wholeNetwork(asked, signal)
      : await project({ ...asked, people, reach }, turn);
  const validated =
    validatedOnly && projected.thing.length > 0
      ? await validate(sight.adjacency, projected, await allThings(asked, signal), turn)
      : undefined;
  const { persons, crowds, undated, tooLarge } = projected;
  const entries = keptEntries(projected, validated);
  const { graph, states } = graphOf(sight, persons, entries);
  return {
    ...{ sight, graph, states, validated, unknownIds, tooLarge },
    entries,
    withoutTie: persons.length - states.length,
    ...{ crowds, undated },
    reason: reasonOf(checked, { people, projected, validated, unknownIds, tied: states.length }),
  };
}

const keptEntries = ({ persons, a, b, thing }: Projected, validated: Validated | undefined): TieEntry[] => {
  const entries: TieEntry[] = [];
  for (const [at, one] of thing.entries())
    if (validated === undefined || validated.kept[at] === 1)
      entries.push({ a: persons[a[at] ?? 0] ?? 0, b: persons[b[at] ?? 0] ?? 0, thing: one });
  return entries;
};

/** States stand in the order of their ids, and so do nodes. */
function graphOf({ adjacency }: Sight, persons: readonly number[], entries: readonly TieEntry[]) {
  const tied = new Set(entries.flatMap(({ a, b }) => [a, b]));
  const states = persons.filter((person) => tied.has(person));
  const nodeOf = new Map(states.map((state, node) => [state, node]));
  const ends = (side: 'a' | 'b') => Uint32Array.from(entries, (entry) => nodeOf.get(entry[side]) ?? 0);
  const ids = states.map((state) => adjacency.idOf(state));
  return {
    states,
    graph: graphOfArrays(ids, ends('a'), ends('b'), new Float64Array(entries.length).fill(1)),
  };
}

interface Outcome {
  readonly people: readonly number[] | undefined;
  readonly projected: Projected;
  readonly validated: Validated | undefined;
  readonly unknownIds: readonly string[];
  readonly tied: number;
}

function reasonOf(
  { scope, from, to, projection }: CheckedScope,
  { people, projected, validated, unknownIds, tied }: Outcome,
): string | undefined {
  const inTime = from > 0 || to > 0 ? ' in that time' : '';
  if (people?.length === 0) {
    if (scope.programme != null) return 'The programme lists nobody whom you may see.';
    if (scope.area != null)
      return `No offence in "${scope.area}"${inTime} has a suspect whom you may see; give a borough as sources write it.`;
    return 'None of the ids is of anybody whom you may see.';
  }
  if (projected.tooLarge)
    return `It has more than ${MOST_PEOPLE.toLocaleString('en')} people or ${MOST_PAIRS.toLocaleString('en')} things that tie two of them, and nothing was worked out; ask for fewer people, an area, a shorter time or less reach.`;
  const told: string[] = [];
  const { undated } = projected;
  if (tied === 0) {
    const tie =
      projection === 'CO_OFFENDING' ? 'is a suspect together with another' : 'has a contact with another';
    told.push(
      validated === undefined
        ? `Nobody in it ${tie}${inTime}, as far as you may see.`
        : `Of ${validated.sharing} pairs that share something${inTime}, none shares more than chance would have it.`,
    );
    if (undated > 0) told.push(`${undated} relationships without a date were left out.`);
  }
  if (unknownIds.length > 0) told.push(`${unknownIds.length} ids are of nobody whom you may see.`);
  return told.length === 0 ? undefined : told.join(' ');
}
