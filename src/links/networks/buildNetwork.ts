import type { Context } from '../../access/index.ts';
import { callersSight } from '../adjacency/callersSight.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { beginTurn } from '../turns/Turn.ts';
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
  /** Each thing that ties two nodes. */
  readonly entries: TieEntries;
  readonly withoutTie: number;
  readonly crowds: number;
  readonly undated: number;
  readonly validated: Validated | undefined;
  readonly unknownIds: readonly string[];
  /** It is too large for one answer, and nothing of it is known. */
  readonly tooLarge: boolean;
  readonly reason: string | undefined;
}

/** By entry the nodes of the graph that it ties, the lower first, and the thing as its state, or STATED. */
export interface TieEntries {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly thing: Uint32Array;
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
  if (turn.isOver()) await turn.end();
  const { persons, crowds, undated, tooLarge } = projected;
  const { graph, states, entries } = graphOf(sight, persons, keptEntries(projected, validated));
  return {
    ...{ sight, graph, states, entries, validated, unknownIds, tooLarge },
    withoutTie: persons.length - states.length,
    ...{ crowds, undated },
    reason: reasonOf(checked, { people, projected, validated, unknownIds, tied: states.length }),
  };
}

const keptEntries = ({ a, b, thing }: Projected, validated: Validated | undefined): TieEntries => {
  if (validated === undefined) return { a, b, thing };
  const those = (values: Uint32Array) => values.filter((_, at) => validated.kept[at] === 1);
  return { a: those(a), b: those(b), thing: those(thing) };
};

/** States stand in the order of their ids, and so do nodes. @param entries as places in `persons` */
function graphOf({ adjacency }: Sight, persons: readonly number[], { a, b, thing }: TieEntries) {
  const tied = new Uint8Array(persons.length);
  for (const ends of [a, b]) for (const place of ends) tied[place] = 1;
  const states = persons.filter((_, place) => tied[place] === 1);
  const nodeOf = new Uint32Array(persons.length);
  let nodes = 0;
  for (const [place, isTied] of tied.entries()) if (isTied === 1) nodeOf[place] = nodes++;
  const nodesAt = (ends: Uint32Array) => ends.map((place) => nodeOf[place] ?? 0);
  const entries = { a: nodesAt(a), b: nodesAt(b), thing };
  const ids = states.map((state) => adjacency.idOf(state));
  return {
    ...{ states, entries },
    graph: graphOfArrays(ids, entries.a, entries.b, new Float64Array(thing.length).fill(1)),
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
