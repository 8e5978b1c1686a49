import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { ERROR_CODES, type ErrorCode } from '../errors/codes.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { translateError } from '../graph/index.ts';

/** Apollo's own codes, in the words of our list. */
const APOLLO_CODES: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'BAD_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_INPUT',
  BAD_USER_INPUT: 'BAD_INPUT',
  BAD_REQUEST: 'BAD_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_INPUT',
};

/** What leaves the service of an error: our own words and a code of the list; of anything else, nothing. */
export function formatError(logger: Logger) {
  return (formatted: GraphQLFormattedError, raw: unknown): GraphQLFormattedError => {
    const error = unwrapResolverError(raw);
    const place = {
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
    };
    if (error instanceof LinchpinError) {
      if (error.code === 'INTERNAL' || error.code === 'QUERY_INVALID')
        logger.error({ err: error, cause: error.cause }, 'request failed');
      const code = error.code === 'QUERY_INVALID' ? 'INTERNAL' : error.code;
      return { message: error.message, ...place, extensions: { code, ...error.place } };
    }
    const code = String(formatted.extensions?.code ?? '');
    const known = code in ERROR_CODES ? (code as ErrorCode) : APOLLO_CODES[code];
    if (known !== undefined && (error instanceof GraphQLError || known === 'BAD_INPUT'))
      return { message: withoutSuggestion(formatted.message), ...place, extensions: { code: known } };
    const translated = translateError(error, 'catalogue');
    logger.error({ err: error }, 'request failed');
    const message =
      translated.code === 'INTERNAL' ? 'Something went wrong; the log has it.' : translated.message;
    return { message, ...place, extensions: { code: translated.code } };
  };
}

/** What the library would rather have been asked tells of the schema. */
export const withoutSuggestion = (message: string): string => message.replace(/ Did you mean .*$/s, '');
