import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import { type Adjacency, ENDED, GUARDED, KIND_BITS, NOT_OPEN, REVERSED } from './Adjacency.ts';
import { mostOfOneKind } from './degree.ts';
import { IDENTIFIER, LIFTING, LIVED_AT, OF_VICTIMS, PERSON, PROTECTING, VICTIM_OF } from './kinds.ts';

/** How victims take part: not at all, as pseudonyms whose other roles are not followed, or as the persons they are. */
export type VictimMode = 'NONE' | 'PSEUDONYMS' | 'JOINED';

/**
 * The graph as one caller sees it. A walk stands on a *state*: a node, or a node plus `adjacency.size` for a person in
 * the role of a victim, so that whoever is suspect and victim is never joined up but in mode JOINED.
 */
export interface Sight {
  readonly adjacency: Adjacency;
  readonly victims: VictimMode;
  /** How many states there are. */
  readonly states: number;
  /** Whether the state is there for the caller. */
  sees(state: number): boolean;
  /** The state that a half link leads to from a state that is seen; -1 where the caller does not see it, or may not follow it. */
  follow(state: number, half: number): number;
  /** The largest number of links of one kind that are seen at a state. */
  degree(state: number): number;
  readonly nodeOf: (state: number) => number;
  readonly isVictim: (state: number) => boolean;
  /**
   * Whether somebody who is protected lives or lived at a place, or a victim's record says so of a nominal
   * (cypher/records/find-locations); taken to be so of a place that is not known here.
   */
  isProtectedHome(locationId: string): boolean;
  /** The least record that names a victim, witness or reporter, for the pseudonym; as far as the caller sees. */
  victimsRecord(node: number): string | undefined;
}

const NOT_KNOWN = 0xffffffff;

export function sightOf(adjacency: Adjacency, visible: readonly string[], victims: VictimMode): Sight {
  const { size, nodeKind, nodeMarking, guarded, openDegree, start, other, link, kind, linkMarking } =
    adjacency;
  const { recordOfStart, recordOfEnd } = adjacency;
  const seen = new Uint8Array(adjacency.markings.length);
  const allowed = new Set(visible);
  for (const [number, marking] of adjacency.markings.entries())
    seen[number] = number > 0 && allowed.has(marking) ? 1 : 0;
  const states = victims === 'PSEUDONYMS' ? 2 * size : size;
  const joined = victims === 'JOINED';
  const degrees = new Uint32Array(states).fill(NOT_KNOWN);

  /** The node's own marking; identifiers have none. */
  const shows = (node: number) => nodeKind[node] === IDENTIFIER || seen[nodeMarking[node] ?? 0] === 1;
  /** Whoever sees every marking need not look up those of links, which lie all over the memory. */
  const seesAll = seen.indexOf(0, 1) < 0;
  const linkSeen = (half: number) =>
    seesAll || (seen[linkMarking[link[half] ?? 0] ?? 0] === 1 && shows(other[half] ?? 0));
  const ownRecord = (half: number) =>
    ((kind[half] ?? 0) & REVERSED) === 0
      ? (recordOfStart[link[half] ?? 0] ?? 0)
      : (recordOfEnd[link[half] ?? 0] ?? 0);
  const otherRecord = (half: number) =>
    ((kind[half] ?? 0) & REVERSED) === 0
      ? (recordOfEnd[link[half] ?? 0] ?? 0)
      : (recordOfStart[link[half] ?? 0] ?? 0);

  /**
   * The rule of who is protected (cypher/records/find-persons): a role that the caller sees protects, another that the
   * caller sees and that still stands lifts. @param record 0: of the person; else of the roles that rest on that record
   */
  const protectedBy = (person: number, record: number): boolean => {
    let guards = false;
    for (let half = start[person] ?? 0; half < (start[person + 1] ?? 0); half += 1) {
      const bits = kind[half] ?? 0;
      const bit = 1 << (bits & KIND_BITS);
      if ((bit & (PROTECTING | LIFTING)) === 0 || !linkSeen(half)) continue;
      if (record !== 0 && ownRecord(half) !== record) continue;
      if (bit & PROTECTING) guards = true;
      else if ((bits & ENDED) === 0) return false;
    }
    return guards;
  };
  /** By guarded person: whether protected, and of the records that were asked for whether they are a victim's. */
  const persons = new Map<number, boolean>();
  const isProtected = (person: number): boolean => {
    if (((guarded[person] ?? 0) & GUARDED) === 0) return false;
    let known = persons.get(person);
    if (known === undefined) {
      known = protectedBy(person, 0);
      persons.set(person, known);
    }
    return known;
  };
  const records = new Map<number, boolean>();
  const isVictims = (person: number, record: number): boolean => {
    if (((guarded[person] ?? 0) & GUARDED) === 0 || record === 0) return false;
    let known = records.get(record);
    if (known === undefined) {
      known = protectedBy(person, record);
      records.set(record, known);
    }
    return known;
  };

  /** Whether a person may be walked as a nominal by a link of this kind that rests on a record of theirs. */
  const asNominal = (person: number, bit: number, half: number, recordOf: (half: number) => number) =>
    (bit & PROTECTING) === 0 &&
    (((guarded[person] ?? 0) & GUARDED) === 0 ||
      (!isProtected(person) && !isVictims(person, recordOf(half))));

  /** Whether all links of a state may be followed, whatever they are. */
  const isOpen = (state: number) => seesAll && guarded[state] === 0;
  const follow = (state: number, half: number): number => {
    if (isOpen(state)) return other[half] ?? 0;
    const bits = kind[half] ?? 0;
    if (bits & ENDED || !linkSeen(half)) return -1;
    const target = other[half] ?? 0;
    if (joined) return target;
    const bit = 1 << (bits & KIND_BITS);
    const node = state < size ? state : state - size;
    if (state >= size) {
      if ((bit & OF_VICTIMS) === 0) return -1;
    } else if (nodeKind[node] === PERSON && !asNominal(node, bit, half, ownRecord)) return -1;
    if (nodeKind[target] !== PERSON) return target;
    if ((bit & PROTECTING) === 0) return asNominal(target, bit, half, otherRecord) ? target : -1;
    return victims === 'PSEUDONYMS' && (bit & OF_VICTIMS) !== 0 ? target + size : -1;
  };

  const sees = (state: number): boolean => {
    const node = state < size ? state : state - size;
    if (!shows(node)) return false;
    if (nodeKind[node] === IDENTIFIER) return degreeOf(state) > 0;
    if (nodeKind[node] !== PERSON || joined) return true;
    return state < size ? !isProtected(node) : degreeOf(state) > 0;
  };

  const degreeOf = (state: number): number => {
    const open = seesAll ? (openDegree[state] ?? NOT_OPEN) : NOT_OPEN;
    if (open !== NOT_OPEN) return open;
    const known = degrees[state] ?? 0;
    if (known !== NOT_KNOWN) return known;
    const node = state < size ? state : state - size;
    const most = mostOfOneKind(adjacency, node, (half) => follow(state, half) >= 0);
    degrees[state] = most;
    return most;
  };

  /** Of homes that were asked for: a hostel has seventy thousand residents. */
  const homes = new Map<number, boolean>();
  const isProtectedAt = (home: number): boolean => {
    for (let half = start[home] ?? 0; half < (start[home + 1] ?? 0); half += 1) {
      const person = other[half] ?? 0;
      if (((guarded[person] ?? 0) & GUARDED) === 0) continue;
      if (((1 << ((kind[half] ?? 0) & KIND_BITS)) & LIVED_AT) === 0 || !linkSeen(half)) continue;
      if (isProtected(person) || isVictims(person, otherRecord(half))) return true;
    }
    return false;
  };

  return {
    adjacency,
    victims,
    states,
    sees,
    follow,
    degree: degreeOf,
    nodeOf: (state) => (state < size ? state : state - size),
    isVictim: (state) => state >= size || (joined && nodeKind[state] === PERSON && isProtected(state)),
    isProtectedHome: (locationId) => {
      const home = adjacency.find('LOCATION', locationId);
      if (home === undefined) return true;
      const known = homes.get(home) ?? isProtectedAt(home);
      homes.set(home, known);
      return known;
    },
    victimsRecord: (node) => {
      const named = { victim: [] as string[], other: [] as string[] };
      for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1) {
        const bit = 1 << ((kind[half] ?? 0) & KIND_BITS);
        if ((bit & PROTECTING) === 0 || !linkSeen(half)) continue;
        named[bit & VICTIM_OF ? 'victim' : 'other'].push(adjacency.records[ownRecord(half)] ?? '');
      }
      return [...named.victim.sort(compareCodePoints), ...named.other.sort(compareCodePoints)][0];
    },
  };
}
