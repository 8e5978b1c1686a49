import type { Problem } from '../types.ts';
import { MAX_ID_CHARACTERS } from './limits.ts';

/** A problem, before it is said in which file. */
export type CellProblem = Omit<Problem, 'file'>;

/** What a cell in error looks like: problem and remedy. */
export type Fault = readonly [problem: string, remedy: string];

export const EMPTY: Fault = ['is empty', 'Fill it in; without it the row says nothing.'];

/** Control characters would tear keys and lists apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;

/** What is wrong with the text of a key, if anything is. */
export function faultOfKey(key: string): Fault | undefined {
  if (key.length > MAX_ID_CHARACTERS)
    return [`is longer than ${MAX_ID_CHARACTERS} characters`, 'Shorten it.'];
  if (CONTROL.test(key)) return ['holds control characters', 'Write it in one line of plain text.'];
  return undefined;
}

/** For a value that is not on a closed list. */
export function strangeValue(options: readonly unknown[]): Fault {
  return [
    'is not a known value',
    `Write one of ${options.join(', ')}, or map it under values in the manifest.`,
  ];
}
