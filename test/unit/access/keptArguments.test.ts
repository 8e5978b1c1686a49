import { buildSchema, getOperationAST, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { actionOf } from '../../../src/access/audit/actions.ts';
import { keptArguments } from '../../../src/access/audit/redact.ts';

const schema = buildSchema(`
  scalar Date
  enum Kind { PERSON OFFENCE }
  input Span { from: Date, text: String, ids: [ID!] }
  type Query {
    person(id: ID!): String
    search(text: String!, kinds: [Kind!], first: Int, span: Span, reason: String): String
  }
  type Mutation { retire(id: ID!, reason: String!, note: String): String }
`);

function kept(source: string, variables: Readonly<Record<string, unknown>> = {}) {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (operation === null || operation === undefined) throw new Error('no operation');
  const fragments = document.definitions.flatMap((one) =>
    one.kind === Kind.FRAGMENT_DEFINITION ? [one] : [],
  );
  const { variables: text, ...rest } = keptArguments({ schema, fragments, operation, variables });
  return { ...rest, variables: JSON.parse(text) };
}

describe('the arguments that the audit keeps', () => {
  it('are those of every root field, written or given, in fragments too, by the name of the answer', () => {
    const source = `query ($id: ID!, $first: Int = 5) { ...Both }
      fragment Both on Query { one: person(id: $id) ... on Query { search(text: "abc", kinds: [PERSON], first: $first) } }`;
    expect(kept(source, { id: 's:P1' })).toEqual({
      fields: ['Query.person', 'Query.search'],
      variables: {
        one: { id: 's:P1' },
        search: { text: '[3 characters]', kinds: ['PERSON'], first: 5 },
      },
      named: ['s:P1'],
    });
  });

  it('are redacted inside input objects and lists as well', () => {
    const source = 'query ($span: Span) { search(text: "x", span: $span) }';
    const span = { from: '2023-06-30', text: 'Jane Victim', ids: ['s:P2', 's:P1'], unknown: 'Jane' };
    expect(kept(source, { span })).toMatchObject({
      variables: { search: { span: { from: '2023-06-30', text: '[11 characters]', ids: ['s:P2', 's:P1'] } } },
      named: ['s:P1', 's:P2'],
    });
    expect(JSON.stringify(kept(source, { span }))).not.toContain('Jane');
  });

  it('hold the reason of a change whole, and no other text, nor a reason of a read', () => {
    expect(kept('mutation { retire(id: "a", reason: "not used", note: "secret") }').variables).toEqual({
      retire: { id: 'a', reason: 'not used', note: '[6 characters]' },
    });
    expect(kept('{ search(text: "x", reason: "Jane") }').variables.search.reason).toBe('[4 characters]');
  });

  it('take nothing for an id that is as long as a text, and nothing for a day that is none', () => {
    const text = 'Jane '.repeat(50);
    expect(kept('query ($id: ID!) { person(id: $id) }', { id: text })).toMatchObject({
      variables: { person: { id: '[250 characters]' } },
      named: [],
    });
  });

  it('keep nothing whole that is not what its type says', () => {
    const source =
      'query ($first: Int, $kinds: [Kind!], $text: String!) { search(text: $text, first: $first, kinds: $kinds) }';
    const given = { first: 'Jane', kinds: ['Jane'], text: 2079460000 };
    expect(kept(source, given).variables.search).toEqual({
      text: '[10 characters]',
      first: '[4 characters]',
      kinds: ['[4 characters]'],
    });
  });

  it('end with fragments that go round in a circle, and pass over what the schema does not have', () => {
    const source = '{ ...A } fragment A on Query { ...A person(id: 7, other: 1) nothing(of: "this") }';
    expect(kept(source)).toEqual({
      fields: ['Query.person'],
      variables: { person: { id: 7 } },
      named: ['7'],
    });
  });
});

describe('what was done', () => {
  it('is told by what weighs most among the fields', () => {
    expect(actionOf(['Query.person'])).toBe('CONSULTATION');
    expect(actionOf(['Mutation.retire', 'Mutation.revealVictim'])).toBe('DISCLOSURE');
    expect(actionOf(['Mutation.eraseRecord', 'Mutation.retire'])).toBe('ERASURE');
    expect(actionOf([])).toBe('NONE');
  });
});
