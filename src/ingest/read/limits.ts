/** Longest record (all cells of a row) of a CSV file; the longest free text of a crime report is far below. */
export const MAX_RECORD_BYTES = 1024 * 1024;
/** A manifest is a page or two; beyond this it is something else. */
export const MAX_MANIFEST_BYTES = 1024 * 1024;
/** A zip may hold no more than this, counted while it is unpacked and not believed from its headers. */
export const MAX_UNPACKED_BYTES = 20 * 1024 ** 3;
/** CSV text shrinks about tenfold; beyond this ratio (after the first megabytes) a zip is a bomb. */
export const MAX_UNPACK_RATIO = 200;
export const RATIO_APPLIES_FROM_BYTES = 50 * 1024 ** 2;
/** A bundle has fourteen files; the rest is room for notes and folders beside them. */
export const MAX_ZIP_ENTRIES = 200;
/** Longest key of a row: ids end up in indexes, which hold some thousand bytes. */
export const MAX_ID_CHARACTERS = 200;
/** Longest name, address or title; a text index holds no more than some thirty thousand bytes. */
export const MAX_LINE_CHARACTERS = 2_000;
/** Largest weight of a tie: sums of a bundle stay exact enough far beyond its rows. */
export const MAX_WEIGHT = 1e15;
/** Longest cell shown in a report of problems. */
export const SHOWN_CHARACTERS = 200;
