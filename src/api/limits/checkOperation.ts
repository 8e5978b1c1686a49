import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
  validate,
  visit,
} from 'graphql';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { estimateCost } from './estimateCost.ts';
import { LIMITS } from './limits.ts';

/** The library would throw through the validation, past the audit: it reports instead. */
const reported = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError) => {
      context?.reportError(error);
    },
  ],
};

const RULES: readonly ValidationRule[] = [
  maxDepthRule({ n: LIMITS.depth, ignoreIntrospection: true, ...reported }),
  maxAliasesRule({ n: LIMITS.aliases, ...reported }),
  maxDirectivesRule({ n: LIMITS.directives, ...reported }),
];

/**
 * Holds a valid document against the limits.
 * @param variables as they were sent
 * @returns the cost that was estimated
 * @throws LinchpinError QUERY_TOO_EXPENSIVE naming what is too much, and the limit
 */
export function checkOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const [error] = validate(schema, document, RULES, { maxErrors: 1 });
  if (error !== undefined) throw tooExpensive(error.message.replace(/^Syntax Error: /, ''));
  const roots = rootFieldsOf(document, operation.selectionSet).size;
  if (roots > LIMITS.rootFields)
    throw tooExpensive(`A request may ask for ${LIMITS.rootFields} things at once, not ${roots}.`);
  // Variables that do not fit their types are refused by the execution, in its own words.
  const cost = estimateCost(schema, document, operation, variables);
  if (cost > LIMITS.cost)
    throw tooExpensive(
      `The answer may hold ${cost === Number.POSITIVE_INFINITY ? 'countless' : cost.toLocaleString('en-GB')} objects; ` +
        `the limit is ${LIMITS.cost.toLocaleString('en-GB')}. Ask for smaller pages (first, size) or fewer levels.`,
    );
  return cost;
}

/** Names under which the answer has root fields, those of fragments among them. */
function rootFieldsOf(
  document: DocumentNode,
  { selections }: SelectionSetNode,
  seen: Set<string> = new Set(),
  found: Set<string> = new Set(),
): ReadonlySet<string> {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) found.add((selection.alias ?? selection.name).value);
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      rootFieldsOf(document, selection.selectionSet, seen, found);
    else if (!seen.has(selection.name.value)) {
      const name = selection.name.value;
      seen.add(name);
      for (const one of document.definitions)
        if (one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name)
          rootFieldsOf(document, one.selectionSet, seen, found);
    }
  }
  return found;
}

/** @throws LinchpinError QUERY_TOO_EXPENSIVE for a source or variables that are not even looked at */
export function checkSource(source: string, variables: unknown): void {
  if (source.length > LIMITS.sourceLength)
    throw tooExpensive(
      `A document may have ${LIMITS.sourceLength.toLocaleString('en-GB')} characters, not ${source.length.toLocaleString('en-GB')}.`,
    );
  if (deeperThan(variables, LIMITS.variablesDepth))
    throw tooExpensive(`Variables may be nested ${LIMITS.variablesDepth} levels deep.`);
}

/** Looks level by level, so that no depth of nesting fills the stack. */
function deeperThan(value: unknown, most: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

const tooExpensive = (message: string) => new LinchpinError('QUERY_TOO_EXPENSIVE', message);

/** Whether a document asks about the schema itself. */
export function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      if (name.value === '__schema' || name.value === '__type') found = true;
    },
  });
  return found;
}
