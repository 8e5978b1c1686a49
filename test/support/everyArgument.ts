import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** A request with a hole for one text. */
export interface Hole {
  /** `Query.person(id)`, `League.entriesPage(after)`, `Mutation.createProgramme(input.id)`. */
  readonly name: string;
  readonly type: string;
  fill(text: string): { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };
}

/** How a type is reached, for fields that are not at the root. */
export type Ways = Readonly<Record<string, (selection: string) => string>>;

/**
 * A request for every argument that takes a text or an id, of every field that can be reached: the root fields, and those
 * of the types to which a way is known. What else the field requires is taken from `usual`, by the argument's name.
 */
export function everyHole(
  schema: GraphQLSchema,
  ways: Ways,
  usual: Readonly<Record<string, unknown>>,
): readonly Hole[] {
  const holes: Hole[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || type.name === 'Subscription') continue;
    const kind = type.name === 'Mutation' ? 'mutation' : 'query';
    const way = type.name === 'Query' || type.name === 'Mutation' ? (text: string) => text : ways[type.name];
    if (way === undefined) continue;
    for (const field of Object.values(type.getFields()))
      for (const argument of field.args)
        for (const { path, leaf } of textsOf(argument.type))
          holes.push({
            name: `${type.name}.${field.name}(${[argument.name, ...path].join('.')})`,
            type: leaf,
            fill: (text) => requestOf(kind, way, field, argument, path, text, usual),
          });
  }
  return holes;
}

function requestOf(
  kind: 'query' | 'mutation',
  way: (selection: string) => string,
  field: GraphQLField<unknown, unknown>,
  argument: GraphQLArgument,
  path: readonly string[],
  text: string,
  usual: Readonly<Record<string, unknown>>,
) {
  const given = field.args.filter(({ name, type }) => name === argument.name || isNonNullType(type));
  const variables = Object.fromEntries(
    given.map(({ name, type }) => [
      name,
      name === argument.name ? valueAt(type, path, text, usual) : (usual[name] ?? plain(type, usual)),
    ]),
  );
  const declared = given.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const passed = given.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return {
    query: `${kind} Attack(${declared}) { ${way(`${field.name}(${passed})${selection}`)} }`,
    variables,
  };
}

/** Where below an argument's type texts and ids stand; two levels deep, since filters hold themselves. */
function textsOf(
  type: GraphQLInputType,
  path: readonly string[] = [],
): readonly { readonly path: readonly string[]; readonly leaf: string }[] {
  const named = getNamedType(type);
  if (named.name === 'String' || named.name === 'ID') return [{ path, leaf: named.name }];
  if (!isInputObjectType(named) || path.length >= 2) return [];
  return Object.values(named.getFields()).flatMap((field) => textsOf(field.type, [...path, field.name]));
}

function valueAt(
  type: GraphQLInputType,
  [head, ...rest]: readonly string[],
  text: string,
  usual: Readonly<Record<string, unknown>>,
): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [valueAt(bare.ofType, head === undefined ? [] : [head, ...rest], text, usual)];
  if (head === undefined || !isInputObjectType(bare)) return text;
  const fields = Object.values(bare.getFields());
  const inner = fields.find(({ name }) => name === head);
  const required = fields.filter(({ name, type: of }) => name !== head && isNonNullType(of));
  return {
    ...Object.fromEntries(required.map(({ name, type: of }) => [name, usual[name] ?? plain(of, usual)])),
    ...(inner && { [head]: valueAt(inner.type, rest, text, usual) }),
  };
}

/** Something of the type. */
function plain(type: GraphQLInputType, usual: Readonly<Record<string, unknown>>): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [plain(bare.ofType, usual)];
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  if (isInputObjectType(bare)) {
    const required = Object.values(bare.getFields()).filter(({ type: of }) => isNonNullType(of));
    return Object.fromEntries(required.map(({ name, type: of }) => [name, usual[name] ?? plain(of, usual)]));
  }
  const values: Readonly<Record<string, unknown>> = { Int: 1, Float: 1, Boolean: false, Date: '2099-01-01' };
  return values[bare.name] ?? 'plain';
}
