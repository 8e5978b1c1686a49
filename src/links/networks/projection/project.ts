import { growing } from '../../adjacency/growing.ts';
import { NODE_KINDS, type NodeKind, PERSON } from '../../adjacency/kinds.ts';
import type { Sight } from '../../adjacency/Sight.ts';
import { beginTurn, type Turn } from '../../turns/Turn.ts';
import { type Groups, groupsOf, hadItApart, type Members } from './groups.ts';
import { type ProjectionQuestion, STATED } from './ProjectionQuestion.ts';

/** People, and things that tie two of them, up to which a network is worked out in one answer. */
export const MOST_PEOPLE = 50_000;
export const MOST_PAIRS = 500_000;

/** Who is tied to whom by what: entry `n` says that `persons[a[n]]` and `persons[b[n]]` share `thing[n]`. */
export interface Projected {
  /** States, ascending: those it starts from and those it goes on to, or everybody who is tied. */
  readonly persons: readonly number[];
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  /** States of things, or STATED. */
  readonly thing: Uint32Array;
  /** Things that tie nobody since too many have them, and links passed over for want of a date. */
  readonly crowds: number;
  readonly undated: number;
  /** Why there is nothing in it: there is too much. */
  readonly tooLarge: boolean;
}

/** The network of people that is asked for. */
export async function project(question: ProjectionQuestion, turn = beginTurn()): Promise<Projected> {
  const groups = groupsOf(question);
  const passedOver = () => ({ crowds: groups.crowds.size, undated: groups.undated() });
  const tooMuch = (): Projected => ({
    persons: [],
    ...{ a: new Uint32Array(), b: new Uint32Array(), thing: new Uint32Array() },
    ...passedOver(),
    tooLarge: true,
  });
  const within = question.people === undefined ? undefined : await peopleWithin(question, groups, turn);
  if (within !== undefined && within.size > MOST_PEOPLE) return tooMuch();
  const [a, b, by] = [growing(Uint32Array), growing(Uint32Array), growing(Uint32Array)];
  const tie = (one: number, other: number, thing: number) => {
    a.push(Math.min(one, other));
    b.push(Math.max(one, other));
    by.push(thing);
  };
  const isIn = (person: number) => within === undefined || within.has(person);
  for (const thing of await thingsWithin(question.sight, groups, within, turn)) {
    const members = groups.membersOf(thing);
    if (turn.isOver(members.size + 1)) await turn.end();
    eachPair(members, isIn, (one, other) => tie(one, other, thing));
    if (by.length() > MOST_PAIRS) return tooMuch();
  }
  for (const person of within ?? everybody(question)) {
    const tied = groups.tiedTo(person);
    if (turn.isOver(tied.size + 1)) await turn.end();
    for (const other of tied) if (person < other && isIn(other)) tie(person, other, STATED);
    if (by.length() > MOST_PAIRS) return tooMuch();
  }
  const [ends, others] = [a.array(), b.array()];
  const persons = within === undefined ? different(question.sight, [ends, others]) : inOrder(within);
  if (persons.length > MOST_PEOPLE) return tooMuch();
  const place = new Uint32Array(question.sight.states);
  for (const [at, person] of persons.entries()) place[person] = at;
  const placed = (states: Uint32Array) => states.map((state) => place[state] ?? 0);
  return { persons, a: placed(ends), b: placed(others), thing: by.array(), ...passedOver(), tooLarge: false };
}

const inOrder = (states: Iterable<number>): readonly number[] =>
  [...states].sort((one, other) => one - other);

/** The different states of several lists, in order. */
function different({ states }: Sight, lists: readonly Uint32Array[]): readonly number[] {
  const met = new Uint8Array(states);
  for (const list of lists) for (const state of list) met[state] = 1;
  const found: number[] = [];
  for (let state = 0; state < states; state += 1) if (met[state] === 1) found.push(state);
  return found;
}

/** The people it starts from and those who are as many ties away as it reaches. */
async function peopleWithin(
  { people = [], reach }: ProjectionQuestion,
  groups: Groups,
  turn: Turn,
): Promise<Set<number>> {
  const within = new Set(people);
  let edge: Iterable<number> = people;
  for (let step = 0; step < reach; step += 1) {
    const next = new Set<number>();
    const add = (other: number) => {
      if (!within.has(other)) next.add(other);
    };
    for (const person of edge) {
      if (turn.isOver()) await turn.end();
      for (const other of groups.tiedTo(person)) add(other);
      for (const thing of groups.thingsOf(person)) {
        const members = groups.membersOf(thing);
        const own = members.get(person) ?? [];
        for (const [other, spans] of members) if (!hadItApart(own, spans)) add(other);
      }
      if (within.size + next.size > MOST_PEOPLE) break;
    }
    for (const person of next) within.add(person);
    if (within.size > MOST_PEOPLE) return within;
    edge = next;
  }
  return within;
}

/** The things that may tie these people, in the order of kinds and ids; of everybody every thing there is. */
async function thingsWithin(
  sight: Sight,
  groups: Groups,
  within: ReadonlySet<number> | undefined,
  turn: Turn,
): Promise<Iterable<number>> {
  if (within === undefined) return everyThing(sight, groups.kinds);
  const things = new Set<number>();
  for (const person of within) {
    const own = groups.thingsOf(person);
    if (turn.isOver(own.size + 1)) await turn.end();
    for (const thing of own) things.add(thing);
  }
  return inOrder(things);
}

/** Every node of some kinds that a caller sees, in order. */
export function* everyThing(sight: Sight, kinds: readonly NodeKind[]): Generator<number, void, undefined> {
  const { size, nodeKind, placeFor } = sight.adjacency;
  for (const kind of kinds) {
    const place = NODE_KINDS.indexOf(kind);
    for (let node = placeFor(place, ''); node < size && nodeKind[node] === place; node += 1)
      if (sight.sees(node)) yield node;
  }
}

const everybody = ({ sight, projection }: ProjectionQuestion): Iterable<number> =>
  projection === 'CONTACT' ? everyThing(sight, [NODE_KINDS[PERSON] ?? 'PERSON']) : [];

/** Pairs of members; of what people have, only those who may have had it at the same time. */
function eachPair(
  members: Members,
  isIn: (person: number) => boolean,
  visit: (one: number, other: number) => void,
): void {
  const list = [...members].filter(([person]) => isIn(person));
  for (const [at, [one, spans]] of list.entries())
    for (const [other, others] of list.slice(at + 1)) if (!hadItApart(spans, others)) visit(one, other);
}
