import { maskOf } from '../adjacency/kinds.ts';

/** Kinds of what two persons can share; a kind is told by its place here. */
export const SHARED_KINDS = [
  'OFFENCE',
  'IDENTIFIER',
  'ADDRESS',
  'EVENT',
  'CUSTODY',
  'REPORT',
  'TIE',
] as const;
export type SharedKind = (typeof SHARED_KINDS)[number];

export const OFFENCE = SHARED_KINDS.indexOf('OFFENCE');
export const ADDRESS = SHARED_KINDS.indexOf('ADDRESS');
export const IDENTIFIER_USED = SHARED_KINDS.indexOf('IDENTIFIER');
export const CUSTODY = SHARED_KINDS.indexOf('CUSTODY');
export const TIE = SHARED_KINDS.indexOf('TIE');

/** By place of the kind: the links between a person and the thing; in custody, between the person and the episode. */
export const LINKS_OF = [
  maskOf(['SUSPECT_IN']),
  maskOf(['USED']),
  maskOf(['LIVED_AT']),
  maskOf(['BY', 'WITH']),
  maskOf(['HELD']),
  maskOf(['MENTIONS']),
  maskOf(['TIED_TO']),
] as const;
/** From the custody episode to the offence, which is the thing that is shared. */
export const CUSTODY_FOR = maskOf(['FOR']);

/** The place of the shared kind that a link of a person is of; -1 where it is of none. */
export const sharedKindOf: readonly number[] = Array.from({ length: 32 }, (_, kind) =>
  LINKS_OF.findIndex((mask) => ((mask >>> kind) & 1) === 1),
);
