import { groupBy } from '../../collections/groupBy.ts';
import { beginTurn, type Turn } from '../turns/Turn.ts';
import { type Comparer, MOST_DAYS } from './compare.ts';
import type { Rulings } from './rulings.ts';
import { reaching, scorer } from './scorePairs.ts';
import type { TrainedModels } from './train.ts';

/** Offences proposed to be of one offender; a person decides. */
export interface Cluster {
  /** Places of the offences, ascending. */
  readonly members: readonly number[];
  /** Mean log odds over its pairs; those that cannot be compared count as the prior odds. */
  readonly cohesion: number;
  /** Lowest log odds of its pairs. */
  readonly weakest: number;
}
export interface Clusters {
  readonly clusters: readonly Cluster[];
  /** Offences of groups that hang together and are too large to be taken apart. */
  readonly leftOut: number;
}

/** More are compared only with those near them. */
const MOST_WITH_ALL = 5_000;
/** Side of the squares of which neighbours are compared, in metres. */
const NEAR = 5_000;
/** Offences that hang together by likely pairs; of more every pair would have to be held. */
const MOST_TOGETHER = 1_500;
const NO_RULINGS: Rulings = { joined: [], ruledOut: () => false };

/**
 * Agglomeration on log posterior odds by average linkage (Porter 2016, `crimeClust_hier` of crimelinkage): joins the two
 * clusters with the highest mean log odds until none is at `atLeast`. What somebody accepted is joined from the start;
 * clusters of which a pair is ruled out are never joined. Two clusters can only be joined over a pair that is itself at
 * `atLeast`, so what no such pairs connect is taken by itself, with the same result.
 * More than 5,000 are compared only with those of the same and the next squares of 5 km, and with those without a place.
 * @throws whatever ends the turn
 */
export async function clusters(
  models: TrainedModels,
  among: readonly number[],
  atLeast: number,
  { joined, ruledOut }: Rulings = NO_RULINGS,
  turn = beginTurn(),
  mostWithAll = MOST_WITH_ALL,
): Promise<Clusters> {
  const score = scorer(models);
  const odds = (a: number, b: number) => {
    const logOdds = score(Math.min(a, b), Math.max(a, b));
    return Number.isNaN(logOdds) ? models.full.intercept : logOdds;
  };
  const parts = new Parts(models.comparer.size);
  for (const group of joined) for (const member of group) parts.join(group[0] ?? member, member);
  const reaches = reaching(models, atLeast);
  const { ordered, later } = neighbours(models, among, mostWithAll);
  for (const [at, a] of ordered.entries()) {
    later(at, (b) => {
      if (reaches(Math.min(a, b), Math.max(a, b)) && !ruledOut(a, b)) parts.join(a, b);
    });
    if (turn.isOver()) await turn.end();
  }
  const wanted = new Set(among);
  const together = groupBy([...among, ...joined.flat().filter((member) => !wanted.has(member))], (index) =>
    parts.root(index),
  );
  const found: Cluster[] = [];
  let leftOut = 0;
  for (const part of together.values()) {
    if (part.length < 2) continue;
    if (part.length > MOST_TOGETHER) {
      leftOut += part.length;
      continue;
    }
    for (const members of await agglomerate(part, atLeast, odds, { joined, ruledOut }, turn))
      found.push({ members, ...(await heldTogether(members, odds, turn)) });
  }
  found.sort((a, b) => b.cohesion - a.cohesion || (a.members[0] ?? 0) - (b.members[0] ?? 0));
  return { clusters: found, leftOut };
}

/** Mean and least of the log odds of the pairs of two and more. */
async function heldTogether(
  members: readonly number[],
  odds: (a: number, b: number) => number,
  turn: Turn,
): Promise<Pick<Cluster, 'cohesion' | 'weakest'>> {
  let [sum, weakest] = [0, Number.POSITIVE_INFINITY];
  for (const [at, a] of members.entries()) {
    for (let next = at + 1; next < members.length; next += 1) {
      const value = odds(a, members[next] ?? 0);
      sum += value;
      weakest = Math.min(weakest, value);
    }
    if (turn.isOver()) await turn.end();
  }
  return { cohesion: sum / ((members.length * (members.length - 1)) / 2), weakest };
}

/** Dated offences in the order of time, and a walk of those after one that it is compared with: within a year, and near where there are many. */
function neighbours({ comparer }: TrainedModels, among: readonly number[], mostWithAll: number) {
  const dated = among.filter((index) => !Number.isNaN(comparer.middleOf(index)));
  const ordered = dated.sort((a, b) => comparer.middleOf(a) - comparer.middleOf(b) || a - b);
  const middles = Float64Array.from(ordered, (index) => comparer.middleOf(index));
  const everything = [...ordered.keys()];
  const withAll = ordered.length <= mostWithAll;
  /** Places in the order, by square; those without a place stand under a name of their own. */
  const bySquare = groupBy(everything, (at) => squareOf(comparer, ordered[at] ?? 0)?.join() ?? UNPLACED);
  const later = (at: number, visit: (b: number) => void): void => {
    const square = withAll ? undefined : squareOf(comparer, ordered[at] ?? 0);
    const lists =
      square === undefined ? [everything] : around(square).flatMap((key) => [bySquare.get(key) ?? []]);
    // The expected distance of two times is never less than that of their middles.
    const last = (middles[at] ?? 0) + MOST_DAYS;
    for (const list of lists)
      for (let next = firstAfter(list, at); next < list.length; next += 1) {
        const place = list[next] ?? 0;
        if ((middles[place] ?? 0) > last) break;
        visit(ordered[place] ?? 0);
      }
  };
  return { ordered, later };
}

const UNPLACED = 'nowhere';

function squareOf(comparer: Comparer, index: number): readonly [number, number] | undefined {
  const [x, y] = comparer.placeOf(index);
  return Number.isNaN(x) || Number.isNaN(y) ? undefined : [Math.floor(x / NEAR), Math.floor(y / NEAR)];
}

const STEPS = [-1, 0, 1];
const around = ([x, y]: readonly [number, number]): readonly string[] => [
  ...STEPS.flatMap((east) => STEPS.map((north) => `${x + east},${y + north}`)),
  UNPLACED,
];

/** Where the first stands that is greater, in a list that rises. */
function firstAfter(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The clusters of two and more among offences that hang together. */
async function agglomerate(
  part: readonly number[],
  atLeast: number,
  odds: (a: number, b: number) => number,
  { joined, ruledOut }: Rulings,
  turn: Turn,
): Promise<readonly (readonly number[])[]> {
  const inPart = new Set(part);
  const given = joined.filter((group) => group.every((member) => inPart.has(member)));
  const taken = new Set(given.flat());
  const members: (number[] | undefined)[] = [
    ...given.map((group) => [...group]),
    ...part.filter((index) => !taken.has(index)).map((index) => [index]),
  ];
  const n = members.length;
  const links = new Float64Array(n * n).fill(Number.NEGATIVE_INFINITY);
  const value = (i: number, j: number) => links[i * n + j] ?? Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) {
      const [left, right] = [members[i] ?? [], members[j] ?? []];
      let sum = 0;
      for (const a of left)
        for (const b of right) sum += ruledOut(a, b) ? Number.NEGATIVE_INFINITY : odds(a, b);
      links[i * n + j] = sum / (left.length * right.length);
      links[j * n + i] = links[i * n + j] ?? 0;
    }
    if (turn.isOver()) await turn.end();
  }
  const best = new Int32Array(n).fill(-1);
  const look = (i: number) => {
    let top = -1;
    for (let j = 0; j < n; j += 1)
      if (j !== i && members[j] !== undefined && (top < 0 || value(i, j) > value(i, top))) top = j;
    best[i] = top;
  };
  for (let i = 0; i < n; i += 1) look(i);
  for (;;) {
    if (turn.isOver()) await turn.end();
    let one = -1;
    for (let i = 0; i < n; i += 1) {
      const to = best[i] ?? -1;
      if (members[i] === undefined || to < 0) continue;
      if (one < 0 || value(i, to) > value(one, best[one] ?? 0)) one = i;
    }
    const two = one < 0 ? -1 : (best[one] ?? -1);
    if (two < 0 || value(one, two) < atLeast) break;
    const [left, right] = [members[one] ?? [], members[two] ?? []];
    for (let k = 0; k < n; k += 1) {
      if (members[k] === undefined || k === one || k === two) continue;
      const mean =
        (value(one, k) * left.length + value(two, k) * right.length) / (left.length + right.length);
      links[one * n + k] = mean;
      links[k * n + one] = mean;
    }
    members[one] = [...left, ...right];
    members[two] = undefined;
    for (let k = 0; k < n; k += 1)
      if (members[k] !== undefined && (k === one || best[k] === one || best[k] === two)) look(k);
  }
  return members.flatMap((list) =>
    list === undefined || list.length < 2 ? [] : [list.toSorted((a, b) => a - b)],
  );
}

/** Disjoint sets of places. */
class Parts {
  private readonly parent: Int32Array;

  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, index) => index);
  }

  root(index: number): number {
    let at = index;
    while (this.parent[at] !== at) {
      this.parent[at] = this.parent[this.parent[at] ?? at] ?? at;
      at = this.parent[at] ?? at;
    }
    return at;
  }

  join(one: number, other: number): void {
    this.parent[this.root(one)] = this.root(other);
  }
}
