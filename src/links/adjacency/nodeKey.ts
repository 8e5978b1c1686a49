import type { NodeKind } from './kinds.ts';

/** What tells nodes apart. */
export interface NodeKey {
  readonly kind: NodeKind;
  readonly id: string;
}

/** `KIND|id`, as notes of changes name nodes. */
export const keyOf = ({ kind, id }: NodeKey): string => `${kind}|${id}`;

export function nodeOfKey(key: string): NodeKey {
  const at = key.indexOf('|');
  return { kind: key.slice(0, at) as NodeKind, id: key.slice(at + 1) };
}
