import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { FIELD_WEIGHTS, listSizeOf, MOST_LISTED, SIZE_ARGUMENTS, USUALLY_LISTED } from './listSizes.ts';

/** What the lists below a field are sized by. */
interface Sizes {
  readonly page: number;
  readonly listed: number;
}

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Selections looked at: fragments in fragments double with each level. */
  visited: number;
}

/** Selections that are followed; a document that repeats itself more often costs more than anybody may spend. */
const MOST_VISITED = 20_000;

/**
 * How many objects an answer may hold: each object counts one, times the entries of every list it is in. A list counts
 * as many entries as its `first` (or the league's `size`) says, else what is stated of it in `LIST_SIZES`; fields that
 * compute more than they show have a weight of their own. Introspection costs nothing here; graphql-js bounds its depth.
 * @param variables as they were sent; those with a default may be left out
 * @returns Infinity where fragments repeat each other too often to be followed
 */
export function estimateCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)] as const],
  );
  const given = { ...Object.fromEntries(defaults), ...variables };
  const walk: Walk = { schema, fragments, variables: given, visited: 0 };
  const root = schema.getRootType(operation.operation);
  const sizes = { page: SIZE_ARGUMENTS.first?.unsaid ?? 0, listed: USUALLY_LISTED };
  return root === undefined || root === null ? 0 : costOfSet(walk, root.name, operation.selectionSet, sizes);
}

function costOfSet(walk: Walk, typeName: string, { selections }: SelectionSetNode, sizes: Sizes): number {
  let cost = 0;
  for (const selection of selections) {
    walk.visited += 1;
    if (walk.visited > MOST_VISITED) return Number.POSITIVE_INFINITY;
    if (selection.kind === Kind.FIELD) cost += costOfField(walk, typeName, selection, sizes);
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      cost += costOfSet(walk, selection.typeCondition?.name.value ?? typeName, selection.selectionSet, sizes);
    else {
      const fragment = walk.fragments.get(selection.name.value);
      if (fragment !== undefined)
        cost += costOfSet(walk, fragment.typeCondition.name.value, fragment.selectionSet, sizes);
    }
  }
  return cost;
}

function costOfField(walk: Walk, typeName: string, node: FieldNode, above: Sizes): number {
  const field = fieldOf(walk.schema, typeName, node.name.value);
  if (field === undefined) return 0;
  const weight = FIELD_WEIGHTS[`${typeName}.${field.name}`] ?? 0;
  const named = getNamedType(field.type);
  if (isLeafType(named)) return weight;
  const below = sizesBelow(walk, field, node, above);
  const entries = isListType(getNullableType(field.type)) ? entriesOf(typeName, field, below) : 1;
  const each = node.selectionSet === undefined ? 0 : costOfSet(walk, named.name, node.selectionSet, below);
  return weight + (entries === 0 ? 0 : entries * (1 + each));
}

function fieldOf(
  schema: GraphQLSchema,
  typeName: string,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  const type = schema.getType(typeName);
  const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  return isAbstractType(type) && !isInterfaceType(type) ? undefined : fields[name];
}

function sizesBelow(
  { variables }: Walk,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  above: Sizes,
): Sizes {
  let { page, listed } = above;
  for (const { name, defaultValue } of field.args) {
    const stated = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const value = stated === undefined ? undefined : valueFromASTUntyped(stated, variables);
    const asked = value === undefined ? defaultValue : value;
    const paged = SIZE_ARGUMENTS[name];
    if (paged !== undefined) page = numberWithin(asked, paged.unsaid, paged.most);
    if (name === 'size') listed = numberWithin(asked, USUALLY_LISTED, MOST_LISTED);
  }
  return { page, listed };
}

function entriesOf(typeName: string, field: GraphQLField<unknown, unknown>, sizes: Sizes): number {
  if (field.args.some(({ name }) => SIZE_ARGUMENTS[name] !== undefined)) return sizes.page;
  const size = listSizeOf(typeName, field.name);
  if (size === 'page') return sizes.page;
  if (size === 'listed') return sizes.listed;
  return size?.usual ?? MOST_LISTED;
}

/** What is asked for beyond what may be had is refused, or cut, when it is read. */
function numberWithin(asked: unknown, unsaid: number, most: number): number {
  const value = asked === undefined || asked === null ? unsaid : Number(asked);
  return Number.isNaN(value) ? most : Math.min(Math.max(value, 0), most);
}
