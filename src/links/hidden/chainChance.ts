import { linksOf } from '../adjacency/Adjacency.ts';
import { PERSON } from '../adjacency/kinds.ts';
import { perSight } from '../adjacency/perSight.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { type Counted, censusOf } from '../shared/census.ts';
import { SHARED_KINDS, TIE } from '../shared/kinds.ts';
import { countThings, ofKinds } from '../shared/things.ts';
import { beginTurn } from '../turns/Turn.ts';

/** Most steps of a chain: at most two others stand between its ends. */
export const MOST_STEPS = 3;
/** A thing makes a step up to the last; the chance of a chain counts all things up to the first that none of its own is above. */
export const LEVELS = [2, 5, 20, 100] as const;
const KINDS = SHARED_KINDS.length;

/**
 * By place of the kind: of two kinds the sum over all persons of the product of the draws that their things of each come to
 * (`drawsOf`); of one, K (K - 1) times the square of the draws by K.
 */
type Moments = Float64Array;

/** What persons have of two kinds at once, as a caller sees it, counted at the first question. */
export const momentsOf = perSight(count);

async function count(sight: Sight): Promise<Moments> {
  const { size, nodeKind } = sight.adjacency;
  const moments = new Float64Array(KINDS * KINDS);
  const { kinds } = await censusOf(sight);
  // Several questions wait for it: none of them ends it.
  const turn = beginTurn();
  // Nodes are in the order of their kinds, of which PERSON is the first.
  for (let person = 0; person < size && nodeKind[person] === PERSON; person += 1) {
    if (turn.isOver(linksOf(sight.adjacency, person) + 1)) await turn.end();
    if (!sight.sees(person)) continue;
    const counts = ofKinds(countThings(sight, person));
    const draws = counts.map((number, kind) => kinds[kind]?.draws(number) ?? 0);
    for (const [one, first] of draws.entries()) {
      if (first === 0) continue;
      for (const [two, second] of draws.entries()) {
        const number = counts[two] ?? 0;
        const both = first * second * (one === two ? (number - 1) / number : 1);
        moments[one * KINDS + two] = (moments[one * KINDS + two] ?? 0) + both;
      }
    }
  }
  return moments;
}

/** What was added up in another order differs in its last digits, and must not stand in another place. */
const SAME = 1e-9;

/**
 * How probable it is at most that a chain of such steps leads from one person to another, if the links of each kind were dealt
 * to its things at random and every person and thing kept how many they have: the number of such chains to expect (Markov's
 * inequality), as paths of one kind of metapath are measured against networks that keep all degrees (Himmelstein et al.,
 * Hetnet connectivity search, GigaScience 12, 2023; here the expectation is written down instead of drawn).
 *
 * For steps of the kinds k1 ... kh by things with at most d users it is K1 S(k1) / E(k1)^2 M(k1, k2) S(k2) / E(k2)^2 ... K2:
 * K1 and K2 the draws that the things of the first and the last kind come to that the ends have (`drawsOf`), S the sum of
 * d (d - 1) over the things with at most d users, E the links of a kind (less 5, as three steps take at most six of them),
 * M the sum over all persons of the draws of what they have of both kinds. It is multiplied by h (h + 1), by the number of
 * kinds for each step, and by the number of levels of d: for choosing the best of each (Bonferroni, weighted).
 */
export function chainChance(kindsCounted: readonly Counted[], moments: Moments) {
  const perStep = LEVELS.map((level) =>
    kindsCounted.map(({ links, pairsUpTo }, kind) => {
      const pairs = kind === TIE ? links : (pairsUpTo[Math.min(level, pairsUpTo.length - 1)] ?? 0);
      return links > 2 * MOST_STEPS
        ? Math.log(pairs) - 2 * Math.log(links - 2 * MOST_STEPS + 1)
        : Number.POSITIVE_INFINITY;
    }),
  );
  const between = moments.map((moment) => Math.log(moment));
  const lnDraws = (kind = 0, number: number) => Math.log(kindsCounted[kind]?.draws(number) ?? 0);
  /**
   * @param kinds of the steps, first to last
   * @param users the most users of a thing of it
   * @param first @param last how many things of the first kind the one end has, and of the last kind the other
   * @returns the natural logarithm, never above 0
   */
  return (kinds: readonly number[], users: number, first: number, last: number): number => {
    const ofLevel = perStep[LEVELS.findIndex((level) => users <= level)] ?? [];
    let ln = lnDraws(kinds[0], first) + lnDraws(kinds.at(-1), last);
    ln += Math.log(LEVELS.length * kinds.length * (kinds.length + 1));
    for (const [at, kind] of kinds.entries()) {
      ln += (ofLevel[kind] ?? 0) + Math.log(KINDS);
      if (at > 0) ln += between[(kinds[at - 1] ?? 0) * KINDS + kind] ?? 0;
    }
    return Math.min(0, Math.round(ln / SAME) * SAME);
  };
}
