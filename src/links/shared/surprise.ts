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

/**
 * How surprising it is that two persons share so many things of one kind: -log10 of the hypergeometric tail P(X >= shared)
 * of drawing the things of the second at random out of all that there are (Tumminello, Micciche, Lillo, Piilo and
 * Mantegna, Statistically validated networks in bipartite systems, PLoS ONE 6(3), 2011). It takes the things of a kind
 * to be alike. Not stratified by area or period, and not corrected for the number of pairs looked at.
 * @param all how many things of the kind there are
 * @param first @param second how many of them each of the two is linked to, at most `all`
 */
export function surpriseOfCount(all: number, first: number, second: number, shared: number): number {
  const least = Math.max(0, first + second - all);
  if (shared <= least) return 0;
  const most = Math.min(first, second);
  const ln = lnChoose(first, shared) + lnChoose(all - first, second - shared) - lnChoose(all, second);
  // Each term by the one before it, as a share of the first.
  let term = 1;
  let sum = 1;
  for (let k = shared; k < most; k += 1) {
    term *= ((first - k) * (second - k)) / ((k + 1) * (all - first - second + k + 1));
    sum += term;
  }
  return told(ln + Math.log(sum));
}

/**
 * How surprising it is that two persons share one thing: -log10 of the probability that both are among its `users` if
 * the links of the kind were dealt to the things at random, each person and each thing keeping how many they have. Any
 * one link of each falls on the thing together with probability d (d - 1) / (E (E - 1)), and there are K1 K2 such pairs,
 * which bounds it from above: `p <= K1 K2 d (d - 1) / (E (E - 1))`. With one link each it is the probability that two
 * given persons of E are both among d. The fewer users a thing has, and the fewer things the two have, the more it says.
 * @param links E, pairs of persons and things of the kind
 * @param first @param second K1 and K2, how many things of the kind each of the two is linked to
 * @param users d, how many persons the thing is linked to
 */
export function surpriseOfThing(links: number, first: number, second: number, users: number): number {
  return told(Math.log((first * second * users * (users - 1)) / (links * (links - 1))));
}
