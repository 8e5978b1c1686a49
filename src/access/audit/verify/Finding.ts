/** What can be wrong with an audit. */
export type FindingKind =
  | 'changed'
  | 'deleted'
  | 'inserted'
  | 'reordered'
  | 'cut off'
  | 'chain missing'
  | 'key unknown'
  | 'head damaged'
  | 'anchor damaged'
  | 'store replaced';

/** The first thing that is wrong with a chain. */
export interface Finding {
  readonly kind: FindingKind;
  readonly instance: string | undefined;
  readonly sequence: number | undefined;
  /** Hash of the entry, where it is known. */
  readonly id: string | undefined;
  readonly detail: string;
}
