/** Kinds of node that links lead to; a node's kind is its place here. */
export const NODE_KINDS = [
  'PERSON',
  'OFFENCE',
  'LOCATION',
  'IDENTIFIER',
  'EVENT',
  'INTELLIGENCE_REPORT',
  'CUSTODY_EPISODE',
  'EXHIBIT',
  'ORDER',
] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** Kinds of link, from the start to the end of the relationship; a link's kind is its place here. */
export const LINK_KINDS = [
  'SUSPECT_IN',
  'VICTIM_OF',
  'WITNESS_TO',
  'REPORTED',
  'OCCURRED_AT',
  'LIVED_AT',
  'USED',
  'INVOLVED',
  'TIED_TO',
  'MENTIONS',
  'BY',
  'WITH',
  'AT',
  'HELD',
  'FOR',
  'SEIZED_FOR',
  'MATCHED',
  'BINDS',
  'PROTECTS',
] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** Places of kinds in a mask of bits. */
export const maskOf = (kinds: readonly LinkKind[]): number =>
  kinds.reduce((mask, kind) => mask | (1 << LINK_KINDS.indexOf(kind)), 0);

export const PERSON = NODE_KINDS.indexOf('PERSON');
export const IDENTIFIER = NODE_KINDS.indexOf('IDENTIFIER');

/** Roles that make a person a victim, witness or reporter, or protected by an order. */
export const PROTECTING = maskOf(['VICTIM_OF', 'WITNESS_TO', 'REPORTED', 'PROTECTS']);
/** Roles that lift the protection while they stand. */
export const LIFTING = maskOf(['SUSPECT_IN', 'HELD', 'BINDS', 'MATCHED']);
/** What a pseudonym is walked by. */
export const OF_VICTIMS = maskOf(['VICTIM_OF', 'PROTECTS']);
export const LIVED_AT = maskOf(['LIVED_AT']);
export const VICTIM_OF = maskOf(['VICTIM_OF']);
/** Every kind of link. */
export const EVERY_KIND = maskOf(LINK_KINDS);
