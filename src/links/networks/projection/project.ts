import { growing } from '../../adjacency/growing.ts';
import { NODE_KINDS, type NodeKind, PERSON } from '../../adjacency/kinds.ts';
import type { Sight } from '../../adjacency/Sight.ts';
import type { Turns } from '../turns.ts';
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
  readonly groups: Groups;
  /** Why there is nothing in it: there is too much. */
  readonly tooLarge: boolean;
}

/** Between how many things or people others may be let in. */
const TURN = 500;

/** The network of people that is asked for. */
export function* project(question: ProjectionQuestion): Turns<Projected> {
  const groups = groupsOf(question);
  const nothing: Omit<Projected, 'tooLarge'> = {
    persons: [],
    ...{ a: new Uint32Array(), b: new Uint32Array(), thing: new Uint32Array() },
    groups,
  };
  const within = question.people === undefined ? undefined : yield* peopleWithin(question, groups);
  if (within !== undefined && within.size > MOST_PEOPLE) return { ...nothing, tooLarge: true };
  const [a, b, by] = [growing(Uint32Array), growing(Uint32Array), growing(Uint32Array)];
  const tie = (one: number, other: number, thing: number) => {
    a.push(Math.min(one, other));
    b.push(Math.max(one, other));
    by.push(thing);
  };
  const isIn = (person: number) => within === undefined || within.has(person);
  for (const thing of yield* thingsWithin(question.sight, groups, within)) {
    if (thing % TURN === 0) yield;
    const members = groups.membersOf(thing);
    eachPair(members, isIn, (one, other) => tie(one, other, thing));
    if (by.length() > MOST_PAIRS) return { ...nothing, tooLarge: true };
  }
  for (const person of within ?? everybody(question)) {
    if (person % TURN === 0) yield;
    for (const other of groups.tiedTo(person)) if (person < other && isIn(other)) tie(person, other, STATED);
    if (by.length() > MOST_PAIRS) return { ...nothing, tooLarge: true };
  }
  const [ends, others] = [a.array(), b.array()];
  const persons = [...(within ?? new Set([...ends, ...others]))].sort((one, other) => one - other);
  if (persons.length > MOST_PEOPLE) return { ...nothing, tooLarge: true };
  const place = new Map(persons.map((person, at) => [person, at]));
  const placed = (states: Uint32Array) => states.map((state) => place.get(state) ?? 0);
  return { persons, a: placed(ends), b: placed(others), thing: by.array(), groups, tooLarge: false };
}

/** The people it starts from and those who are as many ties away as it reaches. */
function* peopleWithin({ people = [], reach }: ProjectionQuestion, groups: Groups): Turns<Set<number>> {
  const within = new Set(people);
  let edge: Iterable<number> = people;
  for (let step = 0; step < reach; step += 1) {
    const next = new Set<number>();
    const add = (other: number) => {
      if (!within.has(other)) next.add(other);
    };
    for (const person of edge) {
      yield;
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
function* thingsWithin(
  sight: Sight,
  groups: Groups,
  within: ReadonlySet<number> | undefined,
): Turns<Iterable<number>> {
  if (within === undefined) return everyThing(sight, groups.kinds);
  const things = new Set<number>();
  for (const person of within) {
    if (person % TURN === 0) yield;
    for (const thing of groups.thingsOf(person)) things.add(thing);
  }
  return [...things].sort((one, other) => one - other);
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
