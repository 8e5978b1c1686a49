import { type GraphQLSchema, getOperationAST, Lexer, parse, Source, TokenKind, validate } from 'graphql';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { checkOperation, checkSource } from './checkOperation.ts';
import { LIMITS } from './limits.ts';

/** What a document needs of each limit that is counted. */
export interface DocumentMeasure {
  readonly characters: number;
  readonly tokens: number;
  readonly cost: number;
}

/**
 * Holds a document of one operation against every limit, as the service would.
 * @throws LinchpinError BAD_INPUT where the schema does not answer it, QUERY_TOO_EXPENSIVE where it is too much
 */
export function measureDocument(
  schema: GraphQLSchema,
  text: string,
  variables: Readonly<Record<string, unknown>> = {},
): DocumentMeasure {
  checkSource(text, variables);
  const document = parse(text, { maxTokens: LIMITS.tokens });
  const [error] = validate(schema, document);
  const operation = getOperationAST(document);
  if (error !== undefined || operation === null || operation === undefined)
    throw new LinchpinError(
      'BAD_INPUT',
      error?.message ?? 'The document has more or less than one operation.',
    );
  return {
    characters: text.length,
    tokens: tokensOf(text),
    cost: checkOperation(schema, document, operation, variables),
  };
}

function tokensOf(text: string): number {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  while (lexer.advance().kind !== TokenKind.EOF) tokens += 1;
  return tokens;
}
