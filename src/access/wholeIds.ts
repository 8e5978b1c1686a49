/** `s:P1` must not be found in `s:P12`, nor in `s:P1-a`; what ends a sentence ends it. */
const BEFORE = '(?<![\\p{L}\\p{N}_]|[\\p{L}\\p{N}][.:@/-])';
const AFTER = '(?![\\p{L}\\p{N}_]|[.:@/-][\\p{L}\\p{N}])';

/** Finds these ids in a text, and no others that begin or end with them. */
export const wholeIds = (ids: readonly string[]): RegExp =>
  new RegExp(`${BEFORE}(?:${anyOf(ids)})${AFTER}`, 'gu');

/** A pattern of any of these words as they stand. */
export const anyOf = (words: readonly string[]): string =>
  words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
