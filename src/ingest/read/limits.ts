/** Longest record (all cells of a row) of a CSV file; the longest free text of a crime report is far below. */
export const MAX_RECORD_BYTES = 1024 * 1024;
/** A zip may hold no more than this, counted while it is unpacked and not believed from its headers. */
export const MAX_UNPACKED_BYTES = 20 * 1024 ** 3;
/** CSV text shrinks about tenfold; beyond this ratio (after the first megabytes) a zip is a bomb. */
export const MAX_UNPACK_RATIO = 200;
export const RATIO_APPLIES_FROM_BYTES = 50 * 1024 ** 2;
export const MAX_ZIP_ENTRIES = 200;
/** Longest cell shown in a report of problems. */
export const SHOWN_CHARACTERS = 200;
