import anyAscii from 'any-ascii';
import { MASK } from './masks.ts';

/** A word of a text: where it stands, and in small Latin letters without accents, apostrophes or a possessive. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  readonly folded: string;
  /** Whether it may belong to the word before: nothing but a comma, a stroke or the point behind an initial (or `St.`) is between. */
  readonly joined: boolean;
}

const TOGETHER = /^(?:[\s,/–-]{0,3}|\.\s?)$/;

const WORDS = new RegExp(`${MASK}|[\\p{L}\\p{M}\\p{N}]+(?:['’][\\p{L}\\p{M}\\p{N}]+)*`, 'gu');

/** The words of a text in order; masks are none. */
export function foldedWords(text: string): readonly Word[] {
  const found = [...text.matchAll(WORDS)].filter(([raw]) => !raw.startsWith('['));
  let end = Number.NEGATIVE_INFINITY;
  let before = '';
  return found.map(({ 0: raw, index: start }) => {
    const between = end < 0 ? ';' : text.slice(end, start);
    const joined = TOGETHER.test(between) && (!between.includes('.') || before.length <= 2);
    end = start + raw.length;
    before = raw;
    return { start, end, raw, folded: fold(raw), joined };
  });
}

/** A word as it is compared. */
export function fold(word: string): string {
  return anyAscii(word.normalize('NFC'))
    .toLowerCase()
    .replace(/'s$/, '')
    .replace(/[^a-z0-9]/g, '');
}
