import { CLEARED, KIND_BITS } from '../../adjacency/Adjacency.ts';
import { LINK_KINDS, maskOf, NODE_KINDS, type NodeKind, PERSON } from '../../adjacency/kinds.ts';
import { standingOn } from '../../adjacency/standing.ts';
import { inTime } from '../../paths/PathQuestion.ts';
import { overlapOf, type Span } from '../../shared/overlap.ts';
import { CROWD, MOST_USERS, type ProjectionQuestion } from './ProjectionQuestion.ts';

const SUSPECTS = maskOf(['SUSPECT_IN']);
const USES = maskOf(['USED']);
const PARTIES = maskOf(['BY', 'WITH']);
const TIES = maskOf(['TIED_TO']);
const USED = LINK_KINDS.indexOf('USED');
const IDENTIFIER = NODE_KINDS.indexOf('IDENTIFIER');
const EVENT = NODE_KINDS.indexOf('EVENT');

/** People of one thing, each with the times in which they had it where it is one that people have. */
export type Members = ReadonlyMap<number, readonly Span[]>;

/** The things that tie people in a projection, walked from either side, within its window and its caller's sight. */
export interface Groups {
  /** Kinds of node that tie people. */
  readonly kinds: readonly NodeKind[];
  /** States of the things that a person may share. */
  thingsOf(person: number): ReadonlySet<number>;
  membersOf(thing: number): Members;
  /** Whom a source states to be tied to a person. */
  tiedTo(person: number): ReadonlySet<number>;
  /** Things met that tie nobody since too many have them. */
  readonly crowds: Set<number>;
  /** Different links passed over for want of a date. */
  undated(): number;
}

const NOBODY: Members = new Map();
/** People that are remembered of things; more are looked up again. */
const MOST_REMEMBERED = 200_000;

export function groupsOf(question: Omit<ProjectionQuestion, 'people' | 'reach'>): Groups {
  const { sight, projection } = question;
  const { start, kind, link, nodeKind, from, to } = sight.adjacency;
  const crowds = new Set<number>();
  const undated = new Set<number>();
  const met = { undated: 0 };
  const kindOf = (state: number) => nodeKind[sight.nodeOf(state)] ?? 0;
  const daysOf = (half: number) => [from[link[half] ?? 0] ?? 0, to[link[half] ?? 0] ?? 0] as const;

  const eachStep = (state: number, mask: number, visit: (to: number, half: number) => void): void => {
    const node = sight.nodeOf(state);
    for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1) {
      const bits = kind[half] ?? 0;
      if (((mask >>> (bits & KIND_BITS)) & 1) === 0 || bits & CLEARED) continue;
      const other = sight.follow(state, half);
      if (other < 0 || other === state) continue;
      met.undated = 0;
      if (inTime(question, half, met)) visit(other, half);
      else if (met.undated > 0) undated.add(link[half] ?? 0);
    }
  };
  const people = (state: number, mask: number, spans: boolean): Map<number, Span[]> => {
    const members = new Map<number, Span[]>();
    eachStep(state, mask, (person, half) => {
      if (kindOf(person) !== PERSON) return;
      const known = members.get(person) ?? [];
      members.set(person, known);
      const [first, last] = daysOf(half);
      if (spans) known.push({ from: first, to: last });
    });
    return members;
  };
  const few = new Map<number, boolean>();
  /** Whether an identifier tells whose part in an event it was. */
  const hasFewUsers = (identifier: number): boolean => {
    const known = few.get(identifier);
    if (known !== undefined) return known;
    const has = people(identifier, USES, false).size <= MOST_USERS;
    few.set(identifier, has);
    if (!has) crowds.add(identifier);
    return has;
  };
  /** An event's own people, and those who used a phone or another identifier of it on its day. */
  const peopleOfEvent = (event: number): Map<number, Span[]> => {
    const members = people(event, PARTIES, false);
    eachStep(event, PARTIES, (party, half) => {
      if (kindOf(party) !== IDENTIFIER || !hasFewUsers(party)) return;
      const [day] = daysOf(half);
      eachStep(party, USES, (user, use) => {
        if (kindOf(user) === PERSON && standingOn(day, USED, daysOf(use)) !== 'NOT')
          members.set(user, members.get(user) ?? []);
      });
    });
    return members;
  };
  const known = new Map<number, Members>();
  let remembered = 0;
  const membersOf = (thing: number): Members => {
    const before = known.get(thing);
    if (before !== undefined) return before;
    const of = kindOf(thing);
    const members =
      of === EVENT
        ? peopleOfEvent(thing)
        : people(thing, of === IDENTIFIER ? USES : SUSPECTS, of === IDENTIFIER);
    if (members.size > CROWD) {
      crowds.add(thing);
      known.set(thing, NOBODY);
      return NOBODY;
    }
    remembered += members.size;
    if (remembered <= MOST_REMEMBERED) known.set(thing, members);
    return members;
  };
  const thingsOf = (person: number): ReadonlySet<number> => {
    const things = new Set<number>();
    if (projection === 'CO_OFFENDING') eachStep(person, SUSPECTS, (thing) => things.add(thing));
    else {
      eachStep(person, PARTIES, (event) => things.add(event));
      eachStep(person, USES, (identifier) => {
        things.add(identifier);
        if (!hasFewUsers(identifier)) return;
        eachStep(identifier, PARTIES, (event) => {
          if (kindOf(event) === EVENT) things.add(event);
        });
      });
    }
    return things;
  };
  return {
    kinds: projection === 'CO_OFFENDING' ? ['OFFENCE'] : ['IDENTIFIER', 'EVENT'],
    thingsOf,
    membersOf,
    tiedTo: (person) => {
      const tied = new Set<number>();
      if (projection === 'CONTACT') eachStep(person, TIES, (other) => tied.add(other));
      return tied;
    },
    crowds,
    undated: () => undated.size,
  };
}

/** Whether the days that are known tell that two people had a thing one after the other. */
export const hadItApart = (spans: readonly Span[], others: readonly Span[]): boolean =>
  spans.length > 0 && others.length > 0 && overlapOf(spans, others).overlapped === false;
