import { type Context, callOptions, touch } from '../Caller.ts';
import { decodeCursor, pageOf, pageSize } from '../keyset.ts';
import { type BreakGlass, cleared, stateOf } from './BreakGlass.ts';
import { type BreakGlassChange, changesOf } from './changesOf.ts';
import { decideBreakGlass, endBreakGlass } from './decideBreakGlass.ts';
import { openBreakGlass } from './openBreakGlass.ts';
import { listOwn, listRequests } from './repository.ts';

const ABOVE = 'above your clearance';

const decision =
  (status: 'APPROVED' | 'DECLINED') =>
  (_root: unknown, args: { id: string; reason: string }, context: Context): Promise<BreakGlass> => {
    const { graph, caller, clock } = context;
    touch(context, [args.id]);
    return decideBreakGlass(graph, status, args, caller, clock, callOptions(context, 'decideBreakGlass'));
  };

export const resolvers = {
  Query: {
    breakGlasses: async (
      _root: unknown,
      args: { first: number; after?: string | null },
      context: Context,
    ) => {
      const first = pageSize(args.first);
      const key = decodeCursor(args.after, ['string', 'string']);
      const after = key === undefined ? undefined : { at: String(key[0]), id: String(key[1]) };
      const options = callOptions(context, 'breakGlasses');
      const rows = await listRequests(context.graph, { after, limit: first + 1 }, options);
      touch(
        context,
        rows.slice(0, first).map(({ id }) => id),
      );
      return pageOf(rows, first, ({ openedAt, id }) => [String(openedAt), id], key);
    },
  },
  Mutation: {
    openBreakGlass: async (
      _root: unknown,
      args: { marking: string; reason: string; minutes?: number | null },
      context: Context,
    ) => {
      const options = callOptions(context, 'openBreakGlass');
      const opened = await openBreakGlass(context.graph, args, context.caller, context, options);
      touch(context, [opened.id]);
      return opened;
    },
    approveBreakGlass: decision('APPROVED'),
    declineBreakGlass: decision('DECLINED'),
    endBreakGlass: (_root: unknown, { id }: { id: string }, context: Context) => {
      const { graph, caller, clock } = context;
      touch(context, [id]);
      return endBreakGlass(graph, id, caller, clock, callOptions(context, 'endBreakGlass'));
    },
  },
  Subscription: {
    breakGlassChanged: {
      subscribe: (_root: unknown, { after }: { after?: number | null }, context: Context) =>
        changesOf(context, after),
      resolve: (change: BreakGlassChange, _args: unknown, context: Context) => {
        touch(context, [change.breakGlass.id]);
        return change;
      },
    },
  },
  Viewer: {
    breakGlass: async (_caller: unknown, _args: unknown, context: Context) => {
      const { graph, caller, clock } = context;
      const asked = { subject: caller.subject, now: clock.now().toISOString() };
      const own = await listOwn(graph, asked, callOptions(context, 'me'));
      touch(
        context,
        own.map(({ id }) => id),
      );
      return own;
    },
  },
  BreakGlass: {
    state: (request: BreakGlass, _args: unknown, { clock }: Context) => stateOf(request, clock.now()),
    by: ({ subject }: BreakGlass) => subject,
    marking: ({ marking, subject }: BreakGlass, _args: unknown, { caller }: Context) =>
      subject === caller.subject || cleared(caller, marking) ? marking : ABOVE,
  },
};
