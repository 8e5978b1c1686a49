import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const page = readFileSync('docs/league.md', 'utf8');
const documents = [...page.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) => text);

describe('docs/league.md', () => {
  it('has documents to paste', () => expect(documents.length).toBeGreaterThan(4));

  it.each(documents)('is answered by the schema: %s', (text) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });
});
