import anyAscii from 'any-ascii';
import levenshtein from 'fastest-levenshtein';

/** Words of a text in small Latin letters without accents; everything else only parts words. */
export function words(text: string): readonly string[] {
  return anyAscii(text.normalize('NFC'))
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/**
 * How alike two texts are, from 0 to 1: for each word of the question its best match among the words of the text, by
 * edit distance, averaged; other people's records play no part in it.
 */
export function similarity(question: readonly string[], text: string): number {
  const known = words(text);
  if (question.length === 0 || known.length === 0) return 0;
  const best = question.map((word) =>
    Math.max(
      ...known.map((other) => 1 - levenshtein.distance(word, other) / Math.max(word.length, other.length)),
    ),
  );
  return best.reduce((sum, score) => sum + score, 0) / question.length;
}

/**
 * A Lucene query that forgives one typo in words of four letters or more, two from eight. Made of plain letters and
 * digits, so that nothing in the text can be an operator.
 */
export function fuzzyQuery(question: readonly string[], operator: 'AND' | 'OR'): string {
  return question
    .map((word) => (word.length >= 8 ? `${word}~2` : word.length >= 4 ? `${word}~1` : word))
    .join(` ${operator} `);
}
