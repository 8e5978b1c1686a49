import {
  type Context,
  callOptions,
  decodeCursor,
  holds,
  pageOf,
  pageSize,
  touch,
} from '../../access/index.ts';
import { loader } from '../../access/loader.ts';
import { groupBy } from '../../collections/groupBy.ts';
import { type Identity, identityOf } from './identityOf.ts';
import { findLivingReveals, listIdentities, listReveals } from './repository.ts';
import { type RevealRequest, revealVictim } from './revealVictim.ts';

/** A victim as the resolvers of an offence know it; ids never leave the service. */
export interface VictimParent {
  readonly offenceId: string;
  readonly personId: string;
}
type Reveal = Awaited<ReturnType<typeof listReveals>>[number];

/** When the reader's living reveals end, by person, for many offences at once. */
const livingReveals = (context: Context) =>
  loader(context, 'living reveals', async (offenceIds: readonly string[]) => {
    const { graph, caller, clock } = context;
    const asked = { by: caller.subject, now: clock.now().toISOString(), offenceIds, visible: caller.visible };
    const rows = groupBy(
      await findLivingReveals(graph, asked, callOptions(context, 'reveals')),
      ({ offenceId }) => offenceId,
    );
    return offenceIds.map(
      (id) => new Map((rows.get(id) ?? []).map(({ personId, expiresAt }) => [personId, String(expiresAt)])),
    );
  });

const identities = (context: Context) =>
  loader(context, 'identities', async (personIds: readonly string[]) => {
    const keys = { personIds, visible: context.caller.visible };
    const rows = await listIdentities(context.graph, keys, callOptions(context, 'reveals'));
    touch(
      context,
      rows.map(({ recordId }) => recordId),
    );
    const byPerson = groupBy(rows, ({ personId }) => personId);
    return personIds.map((id) => byPerson.get(id) ?? []);
  });

/** Who a victim is, for a reader who has revealed them and holds the right still. */
async function revealed({ offenceId, personId }: VictimParent, context: Context): Promise<Identity | null> {
  const { roles, machine } = context.caller;
  if (machine === true || !holds(roles, 'victims:reveal')) return null;
  const expiresAt = (await livingReveals(context).load(offenceId)).get(personId);
  if (expiresAt === undefined) return null;
  return identityOf(await identities(context).load(personId), expiresAt) ?? null;
}

export const reveal = {
  Query: {
    myReveals: async (_root: unknown, args: { first: number; after?: string | null }, context: Context) => {
      const { graph, caller } = context;
      const first = pageSize(args.first);
      const key = decodeCursor(args.after, ['string', 'string']);
      const after = key === undefined ? undefined : { at: String(key[0]), id: String(key[1]) };
      const asked = { by: caller.subject, visible: caller.visible, after, limit: first + 1 };
      const rows = await listReveals(graph, asked, callOptions(context, 'myReveals'));
      touch(
        context,
        rows.slice(0, first).flatMap(({ id, offenceId }) => [id, offenceId]),
      );
      return pageOf(rows, first, ({ at, id }) => [at, id], key);
    },
  },
  Mutation: {
    revealVictim: (_root: unknown, args: RevealRequest, context: Context) => revealVictim(args, context),
  },
  Victim: {
    revealed: (victim: VictimParent, _args: unknown, context: Context) => revealed(victim, context),
  },
  VictimReveal: {
    offence: ({ offenceId }: Reveal) => ({ id: offenceId }),
    revealed: (victim: Reveal, _args: unknown, context: Context) => revealed(victim, context),
  },
};
