import { type Drawn, drawsOfTwo } from '../shared/drawn.ts';

/** A stratum of which two persons both have something, with how many users each thing of it has that they share. */
export interface SharedIn extends Drawn {
  readonly users: readonly number[];
}

/** What was added up in another order differs in its last digits, and must not stand in another place. */
const SAME = 1e-9;
/** Shared things of a kind that are weighed together at most. */
const MOST = 50;

/**
 * How probable it is at most that two persons share as much of one kind as they do, and as rare, if the links of each
 * stratum of the kind were dealt to its things at random and every person and thing kept how many they have of it.
 *
 * That both are among the users of i given things of one stratum with d1 ... di users has at most the probability
 * (K1)i (K2)i r^i d1 (d1 - 1) ... di (di - 1) / (E)2i, where (n)i = n (n - 1) ... (n - i + 1), E is the number of links, and
 * r is by how much the draws of the two are more than K1 K2 (`drawsOf`; Maclaurin's inequality for the choices of i draws).
 * Summed over every choice of i of the things with at most d users, this is at most
 * c(i) = (K1)i (K2)i r^i S(d)^i / (i! (E)2i), S(d) being the sum of d (d - 1) over them. Strata are dealt independently, so
 * that of n things out of all strata it is the sum, over every way to make n of one i a stratum, of the products of the
 * c(i). This bounds the probability of sharing n of them (Markov's inequality for the number of such choices).
 * Which things are looked at is settled by how rare the n-th rarest shared one is, a thing being as rare as
 * r K1 K2 d (d - 1) / (E (E - 1)) of its stratum is small: of each stratum those that are no less rare. The best n up to
 * 50 is chosen, for which each is multiplied by n (n + 1), whose reciprocals add up to 1 (Bonferroni, weighted).
 * @returns the natural logarithm; 0 where nothing is shared
 */
export function lnChanceOfKind(strata: readonly SharedIn[]): number {
  const rarities: number[] = [];
  for (const stratum of strata)
    for (const users of stratum.users) rarities.push(ofTwo(stratum) * users * (users - 1));
  rarities.sort((a, b) => a - b);
  let best = 0;
  for (const [before, rarity] of rarities.slice(0, MOST).entries()) {
    const number = before + 1;
    best = Math.min(best, lnChoices(strata, number, rarity) + Math.log(number * (number + 1)));
  }
  return best;
}

/** What the rarity of a thing is by its d (d - 1). */
const ofTwo = (drawn: Drawn) => drawsOfTwo(drawn) / (drawn.counted.links * (drawn.counted.links - 1));

/** ln of the sum over every choice of so many things that are at least so rare. */
function lnChoices(strata: readonly SharedIn[], number: number, rarity: number): number {
  // What it comes to of one thing. By this all terms are divided, that none grows too small.
  let mean = 0;
  for (const stratum of strata) mean += ofTwo(stratum) * pairsAsRare(stratum, rarity);
  if (number === 1) return Math.log(mean);
  let sums: readonly number[] = [1];
  for (const stratum of strata) {
    const { first, second } = stratum;
    const { links } = stratum.counted;
    const pairs = (pairsAsRare(stratum, rarity) * drawsOfTwo(stratum)) / (first * second);
    const next = new Array<number>(number + 1).fill(0);
    let term = 1;
    for (let i = 0; i <= number && term > 0; i += 1) {
      for (let before = 0; before < sums.length && before + i <= number; before += 1)
        next[before + i] = (next[before + i] ?? 0) + (sums[before] ?? 0) * term;
      const left = (first - i) * (second - i) * pairs;
      term *= left <= 0 ? 0 : left / ((links - 2 * i) * (links - 2 * i - 1) * (i + 1) * mean);
    }
    sums = next;
  }
  return Math.log(sums[number] ?? 0) + number * Math.log(mean);
}

/** S(d) of the things of a stratum that are at least so rare. */
function pairsAsRare(stratum: Drawn, rarity: number): number {
  const { pairsUpTo } = stratum.counted;
  const users = Math.floor((1 + Math.sqrt(1 + (4 * rarity * (1 + SAME)) / ofTwo(stratum))) / 2);
  return pairsUpTo[Math.min(users, pairsUpTo.length - 1)] ?? 0;
}

/**
 * The probability of what two share of all kinds together: that of the product of the probabilities of a set of kinds
 * (Fisher 1925: of r independent ones it is e^-s (1 + s + ... + s^(r-1) / (r-1)!), s being minus the logarithm of their
 * product), for the best set of the kinds of which both have something, times the number of such sets (Bonferroni). It
 * takes the kinds to be dealt independently of each other.
 * @param kinds the natural logarithm of each kind's; 0 where nothing of the kind is shared
 * @returns the natural logarithm
 */
export function lnChance(kinds: readonly number[]): number {
  if (kinds.every((ln) => ln === 0)) return 0;
  let best = 0;
  let sum = 0;
  // Of all sets of as many kinds the least probable ones are the best.
  for (const [before, ln] of [...kinds].sort((a, b) => a - b).entries()) {
    sum -= ln;
    let term = 1;
    let series = 1;
    for (let i = 1; i <= before; i += 1) {
      term *= sum / i;
      series += term;
    }
    best = Math.min(best, Math.log(series) - sum);
  }
  return Math.min(0, Math.round((best + Math.log(2 ** kinds.length - 1)) / SAME) * SAME);
}

/**
 * q values by Benjamini and Hochberg (J. R. Statist. Soc. B 57, 1995): of everything that is as probable as this or less
 * so, the share that chance alone is expected to make. It holds for independent tests and for tests that go up together
 * (Benjamini and Yekutieli 2001).
 * @param sorted natural logarithms of the p values below 1, least first
 * @param tests how many were made, those with p = 1 among them
 * @returns natural logarithms, never above 0
 */
export function lnQValues(sorted: ArrayLike<number>, tests: number): Float64Array {
  const values = new Float64Array(sorted.length);
  let least = 0;
  for (let at = sorted.length - 1; at >= 0; at -= 1) {
    least = Math.min(least, (sorted[at] ?? 0) + Math.log(tests) - Math.log(at + 1));
    values[at] = least;
  }
  return values;
}
