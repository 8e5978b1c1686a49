import {
  type Context,
  callOptions,
  decodeCursor,
  nameByStandIn,
  pageOf,
  pageSize,
  requirePerson,
  touch,
  withOwnSight,
} from '../access/index.ts';
import { auditedName, type CorrectionNotice, correctionNotices, recordCorrection } from './corrections.ts';
import { decideRetention, type Review } from './decide.ts';
import { type Due, retentionDue } from './due.ts';
import { type Erasure, type ErasureRequest, eraseRecord } from './erase/eraseRecord.ts';

/** The Date of the generated catalogue reads to the driver's own value. */
const day = (value: unknown): string | undefined => ((value ?? null) === null ? undefined : String(value));

/** Lets the audit entry name an erased record by its stand-in alone. @returns what to touch */
async function nameInAudit(context: Context, id: string, operation: string): Promise<string> {
  const name = await auditedName(context.graph, id, context.pseudonyms, callOptions(context, operation));
  if (name !== id) nameByStandIn(context, id, name);
  return name;
}

export const resolvers = {
  Query: {
    retentionDue: async (
      _root: unknown,
      args: { first: number; after?: string | null; group?: string | null; before?: unknown },
      context: Context,
    ) => {
      const { graph, caller, clock } = context;
      const first = pageSize(args.first);
      const key = decodeCursor(args.after, ['string', 'string']);
      const after = key === undefined ? undefined : { dueOn: String(key[0]), personId: String(key[1]) };
      const question = { group: args.group, before: day(args.before), after, limit: first + 1 };
      const rows = await retentionDue(graph, question, caller, clock, callOptions(context, 'retentionDue'));
      touch(
        context,
        rows.slice(0, first).flatMap(({ personId, recordIds }) => [personId, ...recordIds]),
      );
      return pageOf(rows, first, ({ sortOn, personId }) => [sortOn, personId], key);
    },
    correctionNotices: async (_root: unknown, { id }: { id: string }, context: Context) => {
      touch(context, [await nameInAudit(context, id, 'correctionNotices')]);
      return correctionNotices(context.graph, id, context, callOptions(context, 'correctionNotices'));
    },
  },
  Mutation: {
    decideRetention: async (
      _root: unknown,
      args: Omit<Review, 'reviewOn'> & { reviewOn?: unknown },
      context: Context,
    ) => {
      const { graph, clock } = context;
      requirePerson(context.caller, 'A decision on retention');
      const caller = withOwnSight(context.caller);
      const review = { ...args, reviewOn: day(args.reviewOn) };
      const made = await decideRetention(
        graph,
        review,
        caller,
        clock,
        callOptions(context, 'decideRetention'),
      );
      touch(context, [made.id, args.personId]);
      return made;
    },
    eraseRecord: async (_root: unknown, args: ErasureRequest, context: Context) => {
      requirePerson(context.caller, 'Erasure');
      const eraser = { ...context, caller: withOwnSight(context.caller) };
      try {
        const done = await eraseRecord(context.graph, args, eraser, callOptions(context, 'eraseRecord'));
        // Never the record's own id: the audit is to forget it.
        touch(context, [done.id]);
        return done;
      } finally {
        await nameInAudit(context, args.recordId, 'eraseRecord');
      }
    },
    recordCorrection: async (_root: unknown, args: { id: string; note: string }, context: Context) => {
      touch(context, [await nameInAudit(context, args.id, 'recordCorrection')]);
      return recordCorrection(context.graph, args, context, callOptions(context, 'recordCorrection'));
    },
  },
  RetentionDue: {
    person: ({ personId }: Due) => ({ id: personId }),
    undatedFacts: ({ undated }: Due) => undated,
  },
  Erasure: {
    finished: ({ step }: Erasure) => step === 'DONE',
  },
  CorrectionNotice: {
    recipient: ({ subject }: CorrectionNotice) => subject,
  },
};
