import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const textOf = (name: string) =>
  readFileSync(new URL(`../../../cypher/league/${name}.cypher`, import.meta.url), 'utf8').replace(
    /\s+/g,
    ' ',
  );

const TABLE = ['rank-suspects', 'list-contributions', 'list-allegations'];
const TOTALS = ['total-scope', 'count-undated', 'count-unknown-victims', 'count-unknown-relationships'];

/** What each part of a programme's scope reads like, from the query that ranks and the one that adds up. */
function part(query: string, from: string, to: string): string {
  const text = textOf(query);
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  expect(start, `${query}: ${from}`).toBeGreaterThan(-1);
  expect(end, `${query}: ${to}`).toBeGreaterThan(start);
  return text.slice(start, end);
}

describe('the scope of a league', () => {
  it.each([
    ['offences', part('rank-suspects', 'AND ($foundBy', 'OPTIONAL MATCH'), [...TABLE, ...TOTALS]],
    ['types', part('rank-suspects', 'WHERE $types', 'WITH o, t,'), [...TABLE, ...TOTALS]],
    [
      'victims',
      part('rank-suspects', '($victimSexes IS NULL OR v.sex', ' RETURN DISTINCT'),
      [...TABLE, ...TOTALS],
    ],
    ['suspects', part('rank-suspects', 'AND ($suspectSexes', ' RETURN DISTINCT p'), TABLE],
    [
      'relationships',
      part('total-scope', 'AND ($relationships IS NULL OR EXISTS', ' OPTIONAL MATCH'),
      TOTALS.slice(0, 3),
    ],
  ])('asks the same of %s in every query', (_what, words, queries) => {
    expect(words.length).toBeGreaterThan(20);
    for (const query of queries)
      expect(textOf(query).replaceAll('}', ''), query).toContain(words.replaceAll('}', '').trim());
  });
});
