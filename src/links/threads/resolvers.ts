import type { Context } from '../../access/index.ts';
import { shownById } from '../shown/shownById.ts';
import { openThreads } from './openThreads.ts';
import type { Listed } from './urgency.ts';

type Args = Record<string, never>;

export const threads = {
  Query: {
    openThreads: (
      _root: unknown,
      { programme, first }: { programme: string; first?: number | null },
      context: Context,
    ) => openThreads(context, { programme, first: first ?? 100 }),
  },
  OpenThread: {
    kind: ({ thread }: Listed) => thread.kind,
    what: ({ thread }: Listed) => thread.what,
    since: ({ thread }: Listed) => thread.since,
    until: ({ thread }: Listed) => thread.until,
    unknown: ({ thread }: Listed) => thread.unknown,
    restsOn: ({ thread }: Listed) => thread.restsOn(),
    person: ({ personId }: Listed, _args: Args, context: Context) => shownById(context, personId),
    offence: ({ thread }: Listed, _args: Args, context: Context) => shownById(context, thread.offenceId),
    exhibit: ({ thread }: Listed, _args: Args, context: Context) => shownById(context, thread.exhibitId),
    order: ({ thread }: Listed, _args: Args, context: Context) => shownById(context, thread.orderId),
    custody: ({ thread }: Listed, _args: Args, context: Context) => shownById(context, thread.custodyId),
  },
};
