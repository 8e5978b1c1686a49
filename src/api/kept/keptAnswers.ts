import { createHash } from 'node:crypto';
import { type DocumentNode, type GraphQLSchema, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { AuditRecord, Caller } from '../../access/index.ts';
import { KEPT_FIELDS } from '../../access/keptFields.ts';

/** An answer as it left, and what the audit said of it; whoever gets it again is audited in the same words. */
export interface KeptAnswer {
  readonly body: Buffer;
  readonly entry: AuditRecord;
}

export interface KeptAnswers {
  get(key: string): KeptAnswer | undefined;
  set(key: string, answer: KeptAnswer): void;
}

/** Ids are short texts; what one takes in memory. */
const BYTES_AN_ID = 64;

/** Answers by key, those asked for least lately going first once they take more than so many bytes. */
export function openKeptAnswers(mostBytes: number): KeptAnswers {
  const cache = new LRUCache<string, KeptAnswer>({
    maxSize: Math.max(1, mostBytes),
    maxEntrySize: Math.max(1, Math.floor(mostBytes / 4)),
    sizeCalculation: ({ body, entry }) => body.length + entry.ids.length * BYTES_AN_ID + 1_000,
  });
  return {
    get: (key) => cache.get(key),
    set: (key, answer) => {
      if (mostBytes > 0) cache.set(key, answer);
    },
  };
}

/** Whether every field of a document may be kept: it is one query, and all its fields are in the table. */
export function mayBeKept(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let may = true;
  const refuse = () => {
    may = false;
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      OperationDefinition: ({ operation }) => (operation === 'query' ? undefined : refuse()),
      Field: ({ name }) => {
        const type = types.getParentType()?.name;
        if (name.value !== '__typename' && !KEPT_FIELDS.has(`${type}.${name.value}`)) refuse();
      },
    }),
  );
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return may && operations.length === 1;
}

/** Everything that an answer depends on: who asks only by what they may see and do. */
export function keyOf(
  document: string,
  request: { readonly operationName: string | undefined; readonly variables: unknown },
  { visible, roles, clearance, compartments }: Caller,
  standing: string,
): string {
  const parts = [
    document,
    request.operationName ?? null,
    request.variables ?? null,
    visible,
    [...roles].sort(),
    clearance,
    compartments,
    standing,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
