import { type Context, touch } from '../../access/index.ts';
import { KIND_BITS } from '../adjacency/Adjacency.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { evidenceOf, stepOf } from '../shown/evidenceOf.ts';
import { namedHubs } from '../shown/namedHubs.ts';
import { shownNode } from '../shown/shownNode.ts';
import { findAssociates, findShared } from './findShared.ts';
import type { Shared, SharedCount, SharedThing } from './sharedBetween.ts';
import type { Walked } from './things.ts';

interface Parent {
  readonly sight: Sight;
  readonly one: SharedThing;
}
interface AssociateParent {
  readonly sight: Sight;
  readonly sharing: () => Shared;
}

export const shownThings = (sight: Sight, { things }: Shared): readonly Parent[] =>
  things.map((one) => ({ sight, one }));

export const shownCounts = ({ counts }: Shared) =>
  counts.map(({ ofFirst, ofSecond, ...count }: SharedCount) => ({ ...count, ofA: ofFirst, ofB: ofSecond }));

/** The evidence of every step; links of one kind between the same two are one step. */
async function evidenceOfWays(context: Context, sight: Sight, ways: readonly (readonly Walked[])[]) {
  const { kind } = sight.adjacency;
  const steps = new Map(
    ways.flat().map((step) => [`${step.from} ${(kind[step.half] ?? 0) & KIND_BITS} ${step.to}`, step]),
  );
  const found = [...steps.values()].map(({ from, half, to }) =>
    evidenceOf(context, stepOf(sight, from, half, to)),
  );
  return (await Promise.all(found)).flat();
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
      const { sight, people, hubs, ...rest } = await findAssociates(context, {
        personId,
        first: first ?? 20,
      });
      return {
        ...rest,
        people: people.map(({ person, strength, sharing }) => {
          const id = sight.adjacency.idOf(person);
          touch(context, [id]);
          return { person: { id }, strength, sight, sharing };
        }),
        hubsNotWalked: namedHubs(sight, hubs),
      };
    },
  },
  Associate: {
    things: ({ sight, sharing }: AssociateParent) => shownThings(sight, sharing()),
    counts: ({ sharing }: AssociateParent) => shownCounts(sharing()),
  },
  SharedThing: {
    kind: ({ one }: Parent) => one.kind,
    thing: ({ sight, one }: Parent, _args: unknown, context: Context) =>
      one.thing === undefined ? null : shownNode(context, sight, one.thing),
    users: ({ one }: Parent) => one.users,
    surprise: ({ one }: Parent) => one.surprise,
    atTheSameTime: ({ one }: Parent) => one.overlap?.overlapped,
    daysTogether: ({ one }: Parent) => one.overlap?.days,
    evidenceOfA: ({ sight, one }: Parent, _args: unknown, context: Context) =>
      evidenceOfWays(context, sight, one.ofFirst),
    evidenceOfB: ({ sight, one }: Parent, _args: unknown, context: Context) =>
      evidenceOfWays(context, sight, one.ofSecond),
  },
};
