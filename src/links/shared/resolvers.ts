import { type Context, touch } from '../../access/index.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { evidenceOfWays } from '../shown/evidenceOfWays.ts';
import { namedHubs } from '../shown/namedHubs.ts';
import { shownNode } from '../shown/shownNode.ts';
import { findAssociates, findShared } from './findShared.ts';
import type { Shared, SharedThing } from './sharedBetween.ts';

interface Parent {
  readonly sight: Sight;
  readonly one: SharedThing;
}
interface AssociateParent {
  readonly sight: Sight;
  readonly sharing: () => Promise<Shared>;
}

export const shownThings = (sight: Sight, { things }: Shared): readonly Parent[] =>
  things.map((one) => ({ sight, one }));

const withEnds = <T extends { readonly ofFirst: number; readonly ofSecond: number }>({
  ofFirst,
  ofSecond,
  ...rest
}: T) => ({ ...rest, ofA: ofFirst, ofB: ofSecond });

export const shownCounts = ({ counts }: Shared) => counts.map(withEnds);

/** Who shares something with a person, as the resolvers of `Associates` take it. */
export async function shownAssociates(
  context: Context,
  request: { readonly personId: string; readonly first: number },
) {
  const { sight, people, hubs, ...rest } = await findAssociates(context, request);
  return {
    ...rest,
    people: people.map(({ person, strength, sharing }) => {
      const id = sight.adjacency.idOf(person);
      touch(context, [id]);
      return { person: { id }, strength, sight, sharing };
    }),
    hubsNotWalked: namedHubs(sight, hubs),
  };
}

export const shared = {
  Query: {
    sharedThings: async (_root: unknown, args: { a: string; b: string }, context: Context) => {
      const { sight, shared, reason } = await findShared(context, args);
      return {
        reason,
        things: shownThings(sight, shared),
        counts: shownCounts(shared),
        strength: shared.strength,
        hubsNotWalked: namedHubs(sight, shared.hubs),
      };
    },
    associates: async (
      _root: unknown,
      args: { personId: string; first?: number | null },
      context: Context,
    ) => {
      const { personId, first } = args;
      return shownAssociates(context, { personId, first: first ?? 20 });
    },
  },
  Associate: {
    things: async ({ sight, sharing }: AssociateParent) => shownThings(sight, await sharing()),
    counts: async ({ sharing }: AssociateParent) => shownCounts(await sharing()),
  },
  SharedThing: {
    kind: ({ one }: Parent) => one.kind,
    thing: ({ sight, one }: Parent, _args: unknown, context: Context) =>
      one.thing === undefined ? null : shownNode(context, sight, one.thing),
    users: ({ one }: Parent) => one.users,
    stratum: ({ one }: Parent) => withEnds(one.stratum),
    surprise: ({ one }: Parent) => one.surprise,
    atTheSameTime: ({ one }: Parent) => one.overlap?.overlapped,
    daysTogether: ({ one }: Parent) => one.overlap?.days,
    evidenceOfA: ({ sight, one }: Parent, _args: unknown, context: Context) =>
      evidenceOfWays(context, sight, one.ofFirst),
    evidenceOfB: ({ sight, one }: Parent, _args: unknown, context: Context) =>
      evidenceOfWays(context, sight, one.ofSecond),
  },
};
