import {
  type ArgumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLInputType,
  type GraphQLScalarType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

/** What the audit keeps of the arguments of a request. */
export interface KeptArguments {
  /** Root fields as `Query.person`. */
  readonly fields: readonly string[];
  /** JSON: by the name under which each root field answers, its arguments. */
  readonly variables: string;
  /** Ids among them. */
  readonly named: readonly string[];
}

interface Asked {
  readonly schema: GraphQLSchema;
  readonly fragments: readonly FragmentDefinitionNode[];
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Longest id that is kept: nothing of ours is longer, and what is longer is no id. */
const LONGEST_ID = 200;
/** Values kept of one list. */
const MOST_VALUES = 1_000;

/** The arguments of the root fields, whether written in the document or given as variables, redacted by their types. */
export function keptArguments(asked: Asked): KeptArguments {
  const { schema, operation } = asked;
  const root = schema.getRootType(operation.operation);
  const named = new Set<string>();
  const kept: Record<string, unknown> = {};
  const names: string[] = [];
  for (const field of rootFields(operation.selectionSet, asked)) {
    const defined = root?.getFields()[field.name.value];
    if (root === undefined || root === null || defined === undefined) continue;
    names.push(`${root.name}.${defined.name}`);
    const given = (field.arguments ?? []).flatMap((argument) => {
      const type = defined.args.find(({ name }) => name === argument.name.value);
      return type === undefined ? [] : [argumentOf(argument, type, asked, named)];
    });
    if (given.length > 0) kept[field.alias?.value ?? defined.name] = Object.fromEntries(given);
  }
  return { fields: names, variables: JSON.stringify(kept), named: [...named].sort() };
}

function argumentOf(
  argument: ArgumentNode,
  { name, type }: GraphQLArgument,
  { operation, variables }: Asked,
  named: Set<string>,
): readonly [string, unknown] {
  // The reason of a change is part of its record.
  const whole = operation.operation === 'mutation' && name === 'reason';
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );
  const value = valueFromASTUntyped(argument.value, { ...defaults, ...variables });
  return [name, redacted(value, type, whole, named)];
}

function redacted(value: unknown, type: GraphQLInputType, whole: boolean, named: Set<string>): unknown {
  if (value === null || value === undefined) return null;
  if (isNonNullType(type)) return redacted(value, type.ofType, whole, named);
  if (isListType(type)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.slice(0, MOST_VALUES).map((item) => redacted(item, type.ofType, whole, named));
  }
  if (isInputObjectType(type)) {
    if (typeof value !== 'object') return '[not an object]';
    const fields = type.getFields();
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, item]) => {
        const field = fields[name];
        return field === undefined ? [] : [[name, redacted(item, field.type, false, named)]];
      }),
    );
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (type.name === 'ID' && text.length <= LONGEST_ID) named.add(text);
  return whole || isKept(value, text, type)
    ? typeof value === 'object'
      ? text
      : value
    : `[${text.length} characters]`;
}

/** By type: ids, numbers, days and codes stay; what is not of its type may be anything, so it is kept by its length. */
function isKept(value: unknown, text: string, type: GraphQLEnumType | GraphQLScalarType): boolean {
  if (isEnumType(type)) return type.getValue(text) !== undefined;
  switch (type.name) {
    case 'ID':
      return text.length <= LONGEST_ID;
    case 'Date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text);
    case 'Int':
    case 'Float':
    case 'Boolean':
      return typeof value === 'number' || typeof value === 'boolean';
    default:
      return false;
  }
}

/** Fields of the selection set and of the fragments spread in it. */
function rootFields(
  selections: SelectionSetNode,
  asked: Asked,
  within: readonly string[] = [],
): readonly FieldNode[] {
  return selections.selections.flatMap((selection): readonly FieldNode[] => {
    if (selection.kind === 'Field') return [selection];
    if (selection.kind === 'InlineFragment') return rootFields(selection.selectionSet, asked, within);
    const name = selection.name.value;
    const fragment = asked.fragments.find((known) => known.name.value === name);
    if (fragment === undefined || within.includes(name)) return [];
    return rootFields(fragment.selectionSet, asked, [...within, name]);
  });
}
