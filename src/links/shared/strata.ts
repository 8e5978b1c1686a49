import { LINK_KINDS } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { SHARED_KINDS, type SharedKind } from './kinds.ts';

/** What puts a thing of each kind into its stratum: a link to the place whose area counts, and what the thing tells itself. */
interface Rule {
  /** Place in LINK_KINDS. */
  readonly at?: number;
  readonly own?: 'area' | 'year' | 'kind';
}
const OCCURRED_AT = LINK_KINDS.indexOf('OCCURRED_AT');
const RULES: Readonly<Record<SharedKind, Rule>> = {
  OFFENCE: { at: OCCURRED_AT, own: 'year' },
  IDENTIFIER: { own: 'kind' },
  ADDRESS: { own: 'area' },
  EVENT: { at: LINK_KINDS.indexOf('AT'), own: 'year' },
  // What is shared is the offence: where and when it was does not depend on who was held for it, at which station.
  CUSTODY: { at: OCCURRED_AT, own: 'year' },
  REPORT: { own: 'year' },
  TIE: {},
};
const BY_KIND = SHARED_KINDS.map((kind) => RULES[kind]);

/**
 * The stratum that a thing is counted in, as a number of which nothing depends but what is the same: its kind with its area
 * and year, or with the kind of identifier. What is not known of a thing makes a stratum of its own. The area is that
 * of the place as far as it is seen: what is hidden puts nothing into another stratum.
 * @param kind place in SHARED_KINDS
 */
export function stratumOf(sight: Sight, kind: number, thing: number): number {
  const { nodeStratum, strata } = sight.adjacency;
  const { at, own } = BY_KIND[kind] ?? {};
  const area = at === undefined ? 0 : areaOf(sight, thing, at);
  const told = own === undefined ? 0 : (nodeStratum[sight.nodeOf(thing)] ?? 0);
  return (area * strata.length + told) * SHARED_KINDS.length + kind;
}

/** Place in SHARED_KINDS of the kind whose stratum it is. */
export const kindOfStratum = (stratum: number): number => stratum % SHARED_KINDS.length;

/** The kinds of what is counted in strata, as places in a mask of bits. */
export function maskOfStrata(counted: readonly { readonly stratum: number }[]): number {
  let mask = 0;
  for (const { stratum } of counted) mask |= 1 << kindOfStratum(stratum);
  return mask;
}

/** A stratum in words, as `camden, 2023`; of a tie, of which all are alike, none. */
export function stratumLabel({ adjacency: { strata } }: Sight, stratum: number): string {
  const { at, own } = BY_KIND[kindOfStratum(stratum)] ?? {};
  const pair = Math.floor(stratum / SHARED_KINDS.length);
  const words = (number: number, name: string) =>
    number === 0 ? `${name} not known` : (strata[number] ?? '');
  return [
    ...(at === undefined ? [] : [words(Math.floor(pair / strata.length), 'area')]),
    ...(own === undefined ? [] : [words(pair % strata.length, own)]),
  ].join(', ');
}

/** The first area that a place of the thing states; 0 where none is seen. */
function areaOf(sight: Sight, thing: number, at: number): number {
  const { start, kind, nodeStratum } = sight.adjacency;
  const node = sight.nodeOf(thing);
  const end = start[node + 1] ?? 0;
  // The links of a node are in the order of their kinds: the first of this one is found without going over the others.
  let [half, after] = [start[node] ?? 0, end];
  while (half < after) {
    const middle = (half + after) >>> 1;
    if ((kind[middle] ?? 0) < at) half = middle + 1;
    else after = middle;
  }
  for (; half < end && kind[half] === at; half += 1) {
    const place = sight.follow(thing, half);
    const area = place < 0 ? 0 : (nodeStratum[sight.nodeOf(place)] ?? 0);
    if (area > 0) return area;
  }
  return 0;
}
