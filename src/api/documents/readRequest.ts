import { z } from 'zod';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { documentId, type TrustedDocument, type TrustedDocuments } from './documents.ts';

const bodySchema = z.object({
  query: z.string().nullish(),
  documentId: z.string().nullish(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z
    .object({
      persistedQuery: z.object({ sha256Hash: z.string().regex(/^[0-9a-f]{64}$/i) }).optional(),
    })
    .nullish(),
});

/** What a client asks, with the text of its document. */
export interface Asked {
  readonly source: string;
  readonly id: string;
  readonly trusted: TrustedDocument | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Reads a request that holds a document, or names one of ours: `documentId` with `sha256:` and the digest, or the
 * `persistedQuery` extension of Apollo's clients. A text that is one of ours is as good as its name.
 * @throws LinchpinError BAD_INPUT for what is no request, NOT_FOUND for a document that is not ours
 */
export function readRequest(body: unknown, documents: TrustedDocuments): Asked {
  if (Array.isArray(body))
    throw new LinchpinError('BAD_INPUT', 'Send one request at a time; a list of them is not answered.');
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success)
    throw new LinchpinError(
      'BAD_INPUT',
      'Send a JSON object with `query` (or `documentId`) and `variables`, as application/json.',
    );
  const { query, extensions, operationName, variables } = parsed.data;
  const hash = extensions?.persistedQuery?.sha256Hash.toLowerCase();
  const named = parsed.data.documentId ?? (hash === undefined ? undefined : `sha256:${hash}`);
  const id = query === undefined || query === null ? named : documentId(query);
  if (id === undefined || (named !== undefined && named !== id))
    throw new LinchpinError('BAD_INPUT', 'Send a document in `query`, or the id of one in `documentId`.');
  const trusted = documents.get(id);
  const source = query ?? trusted?.text;
  if (source === undefined)
    throw new LinchpinError(
      'NOT_FOUND',
      'There is no trusted document of this id. Send the text in `query`.',
    );
  return { source, id, trusted, operationName: operationName ?? undefined, variables: variables ?? {} };
}
