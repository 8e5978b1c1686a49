/**
 * What one document may be. Each is a small multiple of what our own largest documents need: a test runs them all, and
 * `npx linchpin documents` prints what each of them needs.
 */
export const LIMITS = {
  /** Characters of a document. */
  sourceLength: 10_000,
  /** Names, signs and values of a document. */
  tokens: 1_000,
  /** Levels of selection; a league with every contribution, its offence and its suspects is nine deep. */
  depth: 14,
  aliases: 15,
  directives: 5,
  rootFields: 10,
  /** Levels of lists and objects inside the variables. */
  variablesDepth: 12,
  /** Objects that the answer may hold, as `estimateCost` counts them. */
  cost: 50_000,
} as const;

/** Bytes of a body; imports are streamed and have no such limit. */
export const BODY_LIMIT = '100kb';
export const BODY_BYTES = 100 * 1024;
