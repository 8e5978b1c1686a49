import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLObjectType,
  getNullableType,
  getOperationAST,
  isListType,
  isObjectType,
  isScalarType,
  parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { measureDocument, readDocuments, renderedDocuments } from '../../../src/api/index.ts';
import { estimateCost } from '../../../src/api/limits/estimateCost.ts';
import { LIMITS } from '../../../src/api/limits/limits.ts';
import { LIST_SIZES, listSizeOf, SIZE_ARGUMENTS } from '../../../src/api/limits/listSizes.ts';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const types = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
);
const lists = types.flatMap((type) =>
  Object.values(type.getFields())
    .filter((field) => isListType(getNullableType(field.type)))
    .map((field) => ({ type, field })),
);

const documents = [
  ...[...readDocuments().values()].map(({ name, text }) => [name, text] as const),
  ...['README.md', 'docs/league.md', 'docs/security.md'].flatMap((file) => {
    let page = '';
    try {
      page = readFileSync(file, 'utf8');
    } catch {
      return [];
    }
    return [...page.matchAll(/```graphql\n([\s\S]*?)```/g)].map(
      ([, text = ''], index) => [`${file} ${index + 1}`, text] as const,
    );
  }),
];

const costOf = (text: string, variables: Readonly<Record<string, unknown>> = {}) => {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (operation === null || operation === undefined) throw new Error('no operation');
  return estimateCost(schema, document, operation, variables);
};

describe('the limits', () => {
  it('are made for documents that are there', () => expect(documents.length).toBeGreaterThan(15));

  it.each(documents)('let our own document pass: %s', (_name, text) => {
    const { cost, tokens, characters } = measureDocument(schema, text);
    expect(cost).toBeGreaterThan(0);
    // Room is left for documents that grow.
    expect(tokens * 2).toBeLessThan(LIMITS.tokens);
    expect(characters * 4).toBeLessThan(LIMITS.sourceLength);
  });

  it('know the size of every list of the schema', () => {
    const unknown = lists.filter(
      ({ type, field }) =>
        field.args.every(({ name }) => SIZE_ARGUMENTS[name] === undefined) &&
        listSizeOf(type.name, field.name) === undefined,
    );
    expect(unknown.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
    expect(lists.length).toBeGreaterThan(50);
  });

  it('state no size of a list that is not there', () => {
    const there = lists.map(({ type, field }) => `${type.name}.${field.name}`);
    expect(Object.keys(LIST_SIZES).filter((name) => !there.includes(name))).toEqual([]);
  });

  it('know no page that is not sized by an argument of a whole number', () => {
    for (const type of types)
      for (const field of Object.values(type.getFields()))
        for (const argument of field.args.filter(({ name }) => SIZE_ARGUMENTS[name] !== undefined)) {
          const number = getNullableType(argument.type);
          expect(isScalarType(number) && number.name, `${type.name}.${field.name}`).toBe('Int');
        }
  });
});

describe('the cost', () => {
  it('multiplies by what is asked for, in variables too', () => {
    const text = 'query ($n: Int) { search(text: "x", first: $n) { edges { node { score } } } }';
    const [ten = 0, twenty = 0] = [10, 20].map((n) => costOf(text, { n }));
    expect(twenty - ten).toBe(10 * 2);
    expect(costOf(text, { n: 1_000_000 })).toBe(costOf(text, { n: 200 }));
  });

  it('follows fragments, and counts a list without a page as its usual size', () => {
    const plain = costOf('{ offence(id: "x") { suspects { person { id } } } }');
    expect(plain).toBe(1 + 3 * (1 + 1));
    expect(
      costOf('{ offence(id: "x") { ...f } } fragment f on Offence { suspects { ... { person { id } } } }'),
    ).toBe(plain);
  });

  it('refuses suspects of offences of suspects of offences, however it is written', () => {
    const round = (inner: string) => `asSuspect { edges { node { suspects { person { ${inner} } } } } }`;
    const twice = `{ person(id: "x") { ${round(round('id'))} } }`;
    expect(() => measureDocument(schema, twice)).toThrowError(
      /may hold 61,\d{3} objects; the limit is 50,000|may hold [\d,]+ objects/,
    );
    const hidden = `{ person(id: "x") { ...a } } fragment a on Person { ${round('...b')} } fragment b on Person { ${round('id')} }`;
    expect(costOf(hidden)).toBe(costOf(twice));
    expect(() => measureDocument(schema, `{ person(id: "x") { ${round('id')} } }`)).not.toThrow();
  });

  it('gives up on fragments that double with each level', () => {
    const levels = Array.from({ length: 20 }, (_, level) => {
      const next = level === 19 ? '__typename' : `...f${level + 1}`;
      return `fragment f${level} on Person { asSuspect { edges { node { suspects { a: person { ${next} } b: person { ${next} } } } } } }`;
    });
    expect(costOf(`{ person(id: "x") { ...f0 } } ${levels.join(' ')}`)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('documents.json', () => {
  it('is what the files of examples say', () => {
    expect(readFileSync('documents.json', 'utf8')).toBe(renderedDocuments());
  });
});
