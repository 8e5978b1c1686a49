import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** No list or sequence of a small store is this long. */
const FAR = 999_999;

/** A value that a type takes, as it is written in a document. */
function dummy(type: GraphQLInputType, number: number): string {
  if (isNonNullType(type)) return dummy(type.ofType, number);
  if (isListType(type)) return `[${dummy(type.ofType, number)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${dummy(field.type, number)}`).join(', ')} }`;
  }
  if (type.name === 'Int' || type.name === 'Float') return String(number);
  if (type.name === 'Boolean') return 'true';
  return type.name === 'Date' ? '"2023-06-30"' : '"nothing"';
}

/** The smallest document that asks one root field, with arguments made from the schema. */
export function dummyDocument(
  operation: 'query' | 'mutation' | 'subscription',
  field: GraphQLField<unknown, unknown>,
): string {
  // All that a subscription takes, so that its source answers at once that there is no such place to start from.
  const asked = (argument: GraphQLArgument) => operation === 'subscription' || isRequiredArgument(argument);
  const given = field.args
    .filter(asked)
    .map(({ name, type }) => `${name}: ${dummy(type, operation === 'subscription' ? FAR : 1)}`);
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return `${operation} { ${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}${selection} }`;
}
