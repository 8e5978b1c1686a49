/**
 * How many draws with return so many different things come to, at most, in a stratum of E links: the sum of
 * E / (E - T(j)) over j from 0 to one less than that number, T(j) being the links of the j things with the most users.
 * Nobody is dealt twice what they have, and so each next draw is from the links of what they have not: in a borough of
 * one hostel and some private homes, a second address is one of the few private ones. A thing of d users is among K
 * different ones dealt so with at most d / E times this (successive sampling).
 * @param tally by number of users, how many things have so many
 * @returns counts for a number of things, remembering what it has counted
 */
export function drawsOf(tally: readonly number[]): (things: number) => number {
  const links = tally.reduce((sum, things, users) => sum + things * users, 0);
  const known = [0];
  /** Links of the things that are not yet left out, the number of users of the next one, and how many have so many. */
  let left = links;
  let users = tally.length - 1;
  let ofSame = tally[users] ?? 0;
  return (things) => {
    while (known.length <= things && left > 0) {
      known.push((known.at(-1) ?? 0) + links / left);
      while (ofSame === 0 && users > 0) {
        users -= 1;
        ofSame = tally[users] ?? 0;
      }
      ofSame -= 1;
      left -= users;
    }
    return known[things] ?? things;
  };
}
