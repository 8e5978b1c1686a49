import type { Parts } from '../turns/inParts.ts';

/** Numbers that are sorted, merged or gone over without a pause. */
export const PART = 4_096;

/** Numbers in an order: sorted part by part, and merged. Equal ones stay as they were. */
export function* sorted(
  numbers: Uint32Array,
  order: (one: number, other: number) => number,
): Parts<Uint32Array> {
  for (let from = 0; from < numbers.length; from += PART) {
    numbers.subarray(from, from + PART).sort(order);
    yield;
  }
  let source = numbers;
  let target: Uint32Array = new Uint32Array(numbers.length);
  for (let width = PART; width < numbers.length; width *= 2) {
    for (let from = 0; from < numbers.length; from += 2 * width)
      yield* merged(source, target, { from, width }, order);
    [source, target] = [target, source];
  }
  return source;
}

function* merged(
  source: Uint32Array,
  target: Uint32Array,
  { from, width }: { readonly from: number; readonly width: number },
  order: (one: number, other: number) => number,
): Parts<void> {
  const middle = Math.min(from + width, source.length);
  const end = Math.min(from + 2 * width, source.length);
  let [left, right] = [from, middle];
  for (let at = from; at < end; at += 1) {
    const isLeft =
      left < middle && (right >= end || order(source[left] as number, source[right] as number) <= 0);
    target[at] = source[isLeft ? left++ : right++] as number;
    if (at % PART === 0) yield;
  }
}

/** Numbers in the order of their keys; those of the same key stay as they were. @param keys how many there are */
export function* sortedBy(
  numbers: Uint32Array,
  keyOf: (number: number) => number,
  keys: number,
): Parts<Uint32Array> {
  const next = new Uint32Array(keys + 1);
  for (let at = 0; at < numbers.length; at += 1) {
    const key = keyOf(numbers[at] ?? 0) + 1;
    next[key] = (next[key] ?? 0) + 1;
    if (at % PART === 0) yield;
  }
  for (let key = 0; key < keys; key += 1) next[key + 1] = (next[key + 1] ?? 0) + (next[key] ?? 0);
  const ordered = new Uint32Array(numbers.length);
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] ?? 0;
    const key = keyOf(number);
    const place = next[key] ?? 0;
    ordered[place] = number;
    next[key] = place + 1;
    if (at % PART === 0) yield;
  }
  return ordered;
}
