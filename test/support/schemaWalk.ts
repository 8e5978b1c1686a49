import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** One way to ask one root field. */
export interface Question {
  readonly field: string;
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Values to ask with: by `Query.field.argument`, else by argument, else by the name of its type. */
export type Candidates = Readonly<Record<string, readonly unknown[]>>;

/** How deep a selection goes below its root field, where nothing is said. */
const DEPTH = 4;

export interface Walk {
  readonly root?: 'Query' | 'Mutation';
  readonly depth?: number;
}

/**
 * Questions to every root field, each selecting all that its type has: first with the first candidate of
 * each argument that must be given, then, argument by argument, with every other candidate.
 * @throws Error for an argument that must be given and of which nobody has said with what
 */
export function questionsOf(
  schema: GraphQLSchema,
  candidates: Candidates,
  { root = 'Query', depth = DEPTH }: Walk = {},
): readonly Question[] {
  const type = root === 'Query' ? schema.getQueryType() : schema.getMutationType();
  return Object.values(type?.getFields() ?? {}).flatMap((field) =>
    variantsOf(schema, field, candidates, { root, depth }),
  );
}

/** The whole selection of a field's type, as text; nothing for a leaf. */
export function selectionOf(schema: GraphQLSchema, type: GraphQLOutputType, candidates: Candidates): string {
  return select(schema, type, candidates, DEPTH, []) ?? '';
}

function variantsOf(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  candidates: Candidates,
  { root, depth }: Required<Walk>,
): readonly Question[] {
  const selection = select(schema, field.type, candidates, depth, []) ?? '';
  const values = new Map(
    field.args.map((arg) => [arg.name, valuesFor(`${root}.${field.name}`, arg, candidates)]),
  );
  const base = Object.fromEntries(
    field.args.filter(isRequiredArgument).map((arg) => {
      const [first] = values.get(arg.name) ?? [];
      if (first === undefined)
        throw new Error(`Nobody has said with what to ask ${root}.${field.name}(${arg.name}: ${arg.type}).`);
      return [arg.name, first];
    }),
  );
  const others = field.args.flatMap((arg) =>
    (values.get(arg.name) ?? [])
      .filter((value) => value !== base[arg.name])
      .map((value) => ({ ...base, [arg.name]: value })),
  );
  return [base, ...others].map((variables) => {
    const given = field.args.filter(({ name }) => name in variables);
    const declared = given.map(({ name, type }) => `$${name}: ${type}`).join(', ');
    const passed = given.map(({ name }) => `${name}: $${name}`).join(', ');
    const source =
      given.length === 0
        ? `${root.toLowerCase()} { ${field.name} ${selection} }`
        : `${root.toLowerCase()} (${declared}) { ${field.name}(${passed}) ${selection} }`;
    return { field: field.name, source, variables };
  });
}

function valuesFor(owner: string, arg: GraphQLArgument, candidates: Candidates): readonly unknown[] {
  const type = getNamedType(arg.type);
  const known = candidates[`${owner}.${arg.name}`] ?? candidates[arg.name] ?? candidates[type.name];
  if (known !== undefined) return known;
  if (isEnumType(type)) return type.getValues().map(({ name }) => (isList(arg.type) ? [name] : name));
  if (isInputObjectType(type)) return filtersOf(arg.type, candidates);
  return type.name === 'Boolean' ? [true, false] : [];
}

const isList = (type: GraphQLInputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

/** Every filter, and every order, that a generated input offers: one at a time, and its negation. */
function filtersOf(type: GraphQLInputType, candidates: Candidates): readonly unknown[] {
  const input = getNamedType(type);
  if (!isInputObjectType(input)) return [];
  const found = Object.values(input.getFields()).flatMap((field): readonly unknown[] => {
    const of = getNamedType(field.type);
    if (['AND', 'OR', 'NOT'].includes(field.name)) return [];
    if (isEnumType(of)) return of.getValues().map(({ name }) => ({ [field.name]: name }));
    if (!isInputObjectType(of)) return [];
    return Object.values(of.getFields()).flatMap((operator) => {
      const texts = candidates[`where.${field.name}`] ?? [];
      return texts.map((text) => ({
        [field.name]: { [operator.name]: isList(operator.type) ? [text] : text },
      }));
    });
  });
  const negated = 'NOT' in input.getFields() ? found.map((filter) => ({ NOT: filter })) : [];
  return isList(type) ? found.map((one) => [one]) : [...found, ...negated];
}

function select(
  schema: GraphQLSchema,
  of: GraphQLOutputType,
  candidates: Candidates,
  depth: number,
  path: readonly string[],
  alike: ReadonlySet<string> = new Set(),
): string | undefined {
  const type = getNamedType(of);
  if (isLeafType(type)) return '';
  if (isAbstractType(type)) {
    const possible = schema.getPossibleTypes(type);
    const parts = possible.flatMap((one) => {
      const inner = select(schema, one, candidates, depth, path, namedAlike(possible));
      return inner === undefined ? [] : [`... on ${one.name} ${inner}`];
    });
    return `{ __typename ${parts.join(' ')} }`;
  }
  if (!isObjectType(type)) return undefined;
  const again = path.includes(type.name) || depth === 0;
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (again && !isLeafType(getNamedType(field.type))) return [];
    const inner = select(schema, field.type, candidates, depth - 1, [...path, type.name]);
    if (inner === undefined) return [];
    const args = field.args.flatMap((arg) => {
      if (arg.name === 'first') return ['first: 50'];
      if (!isRequiredArgument(arg)) return [];
      const [text] = candidates[`nested.${getNamedType(arg.type).name}`] ?? [];
      if (text === undefined)
        throw new Error(
          `Nobody has said with what to ask ${type.name}.${field.name}(${arg.name}: ${arg.type}).`,
        );
      return [`${arg.name}: ${String(text)}`];
    });
    const name = alike.has(field.name) ? `${type.name}_${field.name}: ${field.name}` : field.name;
    return [`${name}${args.length === 0 ? '' : `(${args.join(', ')})`} ${inner}`];
  });
  return fields.length === 0 ? undefined : `{ ${fields.join(' ')} }`;
}

/** Names that are of different types in the parts of an abstract type: they need another name in an answer. */
function namedAlike(parts: readonly GraphQLObjectType[]): ReadonlySet<string> {
  const types = new Map<string, Set<string>>();
  for (const part of parts)
    for (const { name, type } of Object.values(part.getFields()))
      types.set(name, (types.get(name) ?? new Set()).add(String(type)));
  return new Set([...types].filter(([, found]) => found.size > 1).map(([name]) => name));
}
