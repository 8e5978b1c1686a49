import { type Context, callOptions, touch } from '../Caller.ts';
import type { Page } from '../keyset.ts';
import type { AuditAction, AuditDecision } from './AuditRecord.ts';
import { type EntryRow, type LookRow, readEntries, readLooks } from './readAudit.ts';

interface Asked {
  readonly filter?: {
    /** The Date of the generated catalogue reads to the driver's own value. */
    readonly from?: unknown;
    readonly to?: unknown;
    readonly subject?: string | null;
    readonly action?: AuditAction | null;
    readonly decision?: AuditDecision | null;
  } | null;
  readonly first: number;
  readonly after?: string | null;
}

const dayOf = (value: unknown) => (value === undefined || value === null ? undefined : String(value));
const timeOf = ({ at }: { readonly at: number }) => new Date(at).toISOString();

async function entries(context: Context, { filter, ...page }: Asked, own: string | undefined) {
  const { graph, caller } = context;
  const { from, to, subject, action, decision } = filter ?? {};
  const narrowed = {
    from: dayOf(from),
    to: dayOf(to),
    subject: own ?? subject ?? undefined,
    action: action ?? undefined,
    decision: decision ?? undefined,
  };
  const options = callOptions(context, 'audit entries');
  return shown(context, await readEntries(graph, caller.visible, narrowed, page, options));
}

/** Who reads the audit is audited as well, and marked like what they read. */
function shown<T extends { readonly hash: string }>(context: Context, page: Page<T>): Page<T> {
  touch(
    context,
    page.edges.map(({ node }) => node.hash),
  );
  return page;
}

export const resolvers = {
  Query: {
    auditEntries: (_root: unknown, args: Asked, context: Context) => entries(context, args, undefined),
    myAuditEntries: (_root: unknown, args: Asked, context: Context) =>
      entries(context, args, context.caller.subject),
    whoLookedAt: async (
      _root: unknown,
      { id, from, to, ...page }: Asked & { id: string; from?: unknown; to?: unknown },
      context: Context,
    ) => {
      const { graph, caller } = context;
      const days = { from: dayOf(from), to: dayOf(to) };
      const options = callOptions(context, 'who looked at');
      return shown(context, await readLooks(graph, caller.visible, id, days, page, options));
    },
  },
  AuditEntry: {
    id: ({ hash }: EntryRow) => hash,
    at: timeOf,
    arguments: ({ variables }: EntryRow) => variables,
  },
  AuditLook: { id: ({ hash }: LookRow) => hash, at: timeOf },
};
