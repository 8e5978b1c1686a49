import type { Counted } from '../shared/census.ts';

/**
 * How probable it is at most that two persons share as much of one kind as they do, and as rare, if the links of the kind
 * were dealt to its things at random and every person and thing kept how many they have.
 *
 * That both are among the users of i given things with d1 ... di users has at most the probability
 * (K1)i (K2)i d1 (d1 - 1) ... di (di - 1) / (E)2i, where (n)i = n (n - 1) ... (n - i + 1) and E is the number of links.
 * Summed over every choice of i things with at most d users, this bounds the probability of sharing i of them (Markov's
 * inequality for the number of such choices): (K1)i (K2)i S(d)^i / (i! (E)2i), S(d) being the sum of d (d - 1) over the
 * things with at most d users. Of each i the d of the i-th rarest shared thing is taken. The best i is chosen, for which
 * each is multiplied by i (i + 1), whose reciprocals add up to 1 (Bonferroni, weighted).
 * @param first @param second K1 and K2, how many things of the kind each is linked to
 * @param users how many users each shared thing has
 * @returns the natural logarithm; 0 where nothing is shared
 */
export function lnChanceOfKind(
  { links, pairsUpTo }: Counted,
  first: number,
  second: number,
  users: readonly number[],
): number {
  let best = 0;
  let ln = 0;
  for (const [before, most] of [...users].sort((a, b) => a - b).entries()) {
    const nth = before + 1;
    const [own, theirs] = [first - before, second - before];
    const [even, odd] = [links - 2 * before, links - 2 * before - 1];
    if (own < 1 || theirs < 1 || odd < 1) break;
    ln += Math.log(own) + Math.log(theirs) - Math.log(even) - Math.log(odd) - Math.log(nth);
    const pairs = pairsUpTo[Math.min(most, pairsUpTo.length - 1)] ?? 0;
    best = Math.min(best, ln + nth * Math.log(pairs) + Math.log(nth * (nth + 1)));
  }
  return best;
}

/** What was added up in another order differs in its last digits, and must not stand in another place. */
const SAME = 1e-9;

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
