/** Persons of a list, for probabilities far below 1. */
export const LARGE = 40;
export const EVERYBODY = Array.from({ length: LARGE }, (_, n) => `P${n}`);
/** A part of the persons that changes with the seed. */
export const listOf = (seed: number) => EVERYBODY.filter((_, n) => (n * 7 + seed) % 3 !== 0);
/** What a reader sees: everything by every second seed. */
export const visibleOf = (seed: number) => (seed % 2 === 0 ? ['OFFICIAL', 'SECRET'] : ['OFFICIAL']);
