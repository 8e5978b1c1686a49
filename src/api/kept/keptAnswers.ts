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

/** What an answer is kept by. */
export interface AnswerKey {
  /** Everything that it depends on. */
  readonly key: string;
  /** What its readers may see. */
  readonly view: string;
  /** What stood in the store, as far as they see it, when it was made. */
  readonly standing: string;
}

export interface KeptAnswers {
  get(key: AnswerKey): KeptAnswer | undefined;
  set(key: AnswerKey, answer: KeptAnswer): void;
}

/** Ids are short texts; what one takes in memory. */
const BYTES_AN_ID = 64;

/** Views whose standing is known; with more than these all that is kept goes. */
const MOST_VIEWS = 1_000;

/**
 * Answers by key, those asked for least lately going first once they take more than so many bytes. As soon as somebody
 * asks who sees that something has changed, all answers that were made before for the same view go: nobody can get them
 * again, and they may hold who was erased since.
 */
export function openKeptAnswers(mostBytes: number): KeptAnswers {
  const standings = new Map<string, string>();
  const cache = new LRUCache<string, KeptAnswer & Pick<AnswerKey, 'view'>>({
    maxSize: Math.max(1, mostBytes),
    maxEntrySize: Math.max(1, Math.floor(mostBytes / 4)),
    sizeCalculation: ({ body, entry }) => body.length + entry.ids.length * BYTES_AN_ID + 1_000,
  });
  const stand = ({ view, standing }: AnswerKey) => {
    const known = standings.get(view);
    if (known === standing) return;
    if (known !== undefined)
      for (const [key, kept] of [...cache.entries()]) if (kept.view === view) cache.delete(key);
    if (standings.size >= MOST_VIEWS) {
      standings.clear();
      cache.clear();
    }
    standings.set(view, standing);
  };
  return {
    get: (asked) => {
      stand(asked);
      return cache.get(asked.key);
    },
    set: (made, { body, entry }) => {
      if (mostBytes <= 0) return;
      stand(made);
      cache.set(made.key, { body, entry, view: made.view });
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
): AnswerKey {
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
  const key = createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
  return { key, view: JSON.stringify(visible), standing };
}
