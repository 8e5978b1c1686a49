import { type Drawn, drawsOfTwo } from './drawn.ts';

/** Factorials from which Stirling's series is exact to 1e-12. */
const SMALL = 32;
const small: readonly number[] = Array.from({ length: SMALL }, (_, n) => {
  let sum = 0;
  for (let k = 2; k <= n; k += 1) sum += Math.log(k);
  return sum;
});

/** ln n!; Stirling's series beyond small n. */
const lnFactorial = (n: number): number =>
  small[n] ??
  n * Math.log(n) -
    n +
    0.5 * Math.log(2 * Math.PI * n) +
    1 / (12 * n) -
    1 / (360 * n ** 3) +
    1 / (1260 * n ** 5);

const lnChoose = (n: number, k: number): number => lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);

/** -log10 of a probability of which the natural logarithm is given; never below 0. */
const told = (ln: number): number => Math.max(0, -ln / Math.LN10);

/** ln 0. */
const NEVER = Number.NEGATIVE_INFINITY;

/** One kind of things as two persons draw from it. */
type Draw = readonly [all: number, first: number, second: number];

const leastOf = ([all, first, second]: Draw) => Math.max(0, first + second - all);

/** ln P(X = shared) of the hypergeometric distribution. */
const lnPoint = ([all, first, second]: Draw, shared: number): number =>
  lnChoose(first, shared) + lnChoose(all - first, second - shared) - lnChoose(all, second);

/** ln P(X >= shared). */
function lnTail(draw: Draw, shared: number): number {
  if (shared <= leastOf(draw)) return 0;
  const [all, first, second] = draw;
  const most = Math.min(first, second);
  if (shared > most) return NEVER;
  // Each term by the one before it, as a share of the first.
  let term = 1;
  let sum = 1;
  for (let k = shared; k < most; k += 1) {
    term *= ((first - k) * (second - k)) / ((k + 1) * (all - first - second + k + 1));
    sum += term;
  }
  return lnPoint(draw, shared) + Math.log(sum);
}

/**
 * How surprising it is that two persons share so many things that are all alike: -log10 of the hypergeometric tail
 * P(X >= shared) of drawing the things of the second at random out of all that there are (Tumminello, Micciche, Lillo,
 * Piilo and Mantegna, Statistically validated networks in bipartite systems, PLoS ONE 6(3), 2011). It is not corrected for
 * the number of pairs looked at.
 * @param all how many things there are
 * @param first @param second how many of them each of the two is linked to, at most `all`
 */
export const surpriseOfCount = (all: number, first: number, second: number, shared: number): number =>
  told(lnTail([all, first, second], shared));

/**
 * The same where things are alike within a stratum only: each draws as many of each stratum as they have of it, and what
 * is shared is added up. Strata of which one of the two has nothing add nothing.
 */
export function surpriseOfCounts(strata: readonly Drawn[], shared: number): number {
  /** By number, ln of the probability that so many are shared in the strata up to now; the last: so many or more. */
  let ln = [0, ...Array.from({ length: shared }, () => NEVER)];
  for (const { counted, first, second } of strata) {
    const draw = [counted.things, first, second] as const;
    const least = leastOf(draw);
    const numbers = Array.from({ length: Math.min(first, second, shared) + 1 }, (_, number) => number);
    const points = numbers.map((number) => (number < least ? NEVER : lnPoint(draw, number)));
    const tails = numbers.map((number) => lnTail(draw, number));
    const next = ln.map(() => NEVER);
    for (const [before, chance] of ln.entries()) {
      if (chance === NEVER) continue;
      for (const more of numbers) {
        const sum = before + more;
        const isLast = sum === shared;
        next[sum] = lnAdd(next[sum] ?? NEVER, chance + ((isLast ? tails : points)[more] ?? NEVER));
        if (isLast) break;
      }
    }
    ln = next;
  }
  return told(ln[shared] ?? 0);
}

/** ln (e^a + e^b). */
function lnAdd(a: number, b: number): number {
  const [less, more] = a < b ? [a, b] : [b, a];
  return less === NEVER ? more : more + Math.log1p(Math.exp(less - more));
}

/**
 * How surprising it is that two persons share one thing: -log10 of the probability that both are among its `users` if
 * the links of its stratum were dealt to the things at random, each person and each thing keeping how many they have of
 * it. Any one draw of each falls on the thing together with probability d (d - 1) / (E (E - 1)), and there are as many such
 * pairs as the product of their draws (`drawsOf`; with one link each 1), which bounds it from above. With one link each it
 * is the probability that two given persons of E are both among d. The fewer users a thing has, and the fewer things the two
 * have, the more it says; of the only thing of a stratum it is 1.
 * @param drawn E, the pairs of persons and things of the stratum, and how many things of it each of the two is linked to
 * @param users d, how many persons the thing is linked to
 */
export const surpriseOfThing = (drawn: Drawn, users: number): number => {
  const { links } = drawn.counted;
  return links < 2 ? 0 : told(Math.log((drawsOfTwo(drawn) * users * (users - 1)) / (links * (links - 1))));
};
