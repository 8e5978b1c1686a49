import { NODE_KINDS } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import type { Walked } from '../adjacency/Walked.ts';
import { ADDRESS, CUSTODY, IDENTIFIER_USED, SHARED_KINDS, TIE } from '../shared/kinds.ts';
import { eachThing, usersOf } from '../shared/things.ts';
import type { Neighbours } from './Neighbours.ts';
import { MOST_TOGETHER } from './TieFacts.ts';

export const OFFENCE = SHARED_KINDS.indexOf('OFFENCE');
const REPORT = SHARED_KINDS.indexOf('REPORT');
/** Things that are evidence and no tie. */
export const EVIDENCE: readonly number[] = [IDENTIFIER_USED, ADDRESS, REPORT];

const KIND_OF_NODE = new Map([
  [NODE_KINDS.indexOf('IDENTIFIER'), IDENTIFIER_USED],
  [NODE_KINDS.indexOf('LOCATION'), ADDRESS],
  [NODE_KINDS.indexOf('INTELLIGENCE_REPORT'), REPORT],
]);

/** Who is tied by an offence: its suspects, and who was in custody for it. */
export function tiedByOffence(sight: Sight, offence: number): ReadonlySet<number> {
  const suspects = usersOf(sight, OFFENCE, offence);
  const held = usersOf(sight, CUSTODY, offence);
  return held.size === 0 ? suspects : new Set([...suspects, ...held]);
}

/** The users of a thing that is evidence; the thing's node tells by which kind of link. */
export const usersOfEvidence = (sight: Sight, thing: number): ReadonlySet<number> =>
  usersOf(sight, KIND_OF_NODE.get(sight.adjacency.nodeKind[sight.nodeOf(thing)] ?? 0) ?? REPORT, thing);

/** Counts each person and thing once. Its answers are those of the graph that the caller sees, without victims. */
export function neighboursIn(sight: Sight): Neighbours {
  const ties = new Map<number, ReadonlyMap<number, number>>();
  const users = new Map<number, ReadonlySet<number>>();
  const usersOnce = (thing: number): ReadonlySet<number> => {
    const known = users.get(thing) ?? usersOfEvidence(sight, thing);
    users.set(thing, known);
    return known;
  };
  return {
    tiesOf: (person) => {
      const known = ties.get(person) ?? tiesIn(sight, person);
      ties.set(person, known);
      return known;
    },
    thingsOf: (person) => {
      const things = new Set<number>();
      eachThing(sight, person, undefined, (kind, thing) => {
        if (EVIDENCE.includes(kind)) things.add(thing);
      });
      return [...things].filter((thing) => usersOnce(thing).size <= MOST_TOGETHER);
    },
    usersOf: usersOnce,
    usersCount: (thing) => usersOnce(thing).size,
  };
}

/** Whom a person is tied to: 1 for each offence or event of both, 1 for a recorded tie. */
function tiesIn(sight: Sight, person: number): ReadonlyMap<number, number> {
  const ties = new Map<number, number>();
  for (const { group } of groupsOf(sight, person))
    for (const other of group) if (other !== person) ties.set(other, (ties.get(other) ?? 0) + 1);
  return ties;
}

interface Group {
  readonly group: Iterable<number>;
  /** The person's own steps to what ties them. */
  readonly ways: readonly (readonly Walked[])[];
}

/** What ties a person to others, each with those it ties; groups of more than 100 people tie nobody. */
export function groupsOf(sight: Sight, person: number): readonly Group[] {
  const ways = new Map<string, { kind: number; thing: number; ways: (readonly Walked[])[] }>();
  eachThing(sight, person, undefined, (kind, thing, steps) => {
    if (EVIDENCE.includes(kind)) return;
    const of = kind === CUSTODY ? OFFENCE : kind;
    const known = ways.get(`${of} ${thing}`);
    if (known === undefined) ways.set(`${of} ${thing}`, { kind: of, thing, ways: [steps] });
    else known.ways.push(steps);
  });
  return [...ways.values()].flatMap(({ kind, thing, ways: own }): readonly Group[] => {
    if (kind === TIE) return [{ group: [thing], ways: own }];
    const group = kind === OFFENCE ? tiedByOffence(sight, thing) : usersOf(sight, kind, thing);
    return group.size > MOST_TOGETHER ? [] : [{ group, ways: own }];
  });
}

/** The steps from a person to all that ties them to another. */
export const waysTo = (sight: Sight, person: number, other: number): readonly (readonly Walked[])[] =>
  groupsOf(sight, person).flatMap(({ group, ways }) => (new Set(group).has(other) ? ways : []));

/** The steps from a person to a thing that is evidence. */
export function waysToThing(sight: Sight, person: number, thing: number): readonly (readonly Walked[])[] {
  const ways: (readonly Walked[])[] = [];
  eachThing(sight, person, undefined, (kind, to, steps) => {
    if (to === thing && EVIDENCE.includes(kind)) ways.push(steps);
  });
  return ways;
}
