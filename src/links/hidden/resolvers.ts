import { type Context, touch } from '../../access/index.ts';
import type { Sight } from '../adjacency/Sight.ts';
import type { FoundPath } from '../paths/PathQuestion.ts';
import { shownCounts, shownThings } from '../shared/resolvers.ts';
import type { Shared } from '../shared/sharedBetween.ts';
import { namedHubs } from '../shown/namedHubs.ts';
import { shownNode } from '../shown/shownNode.ts';
import type { FoundChains } from './findChains.ts';
import { type FoundFamily, type FoundHidden, findHidden } from './findHidden.ts';
import type { FoundVictims } from './findVictims.ts';
import type { ListRequest } from './readList.ts';

interface Sharing {
  readonly sight: Sight;
  readonly sharing: () => Promise<Shared>;
}
interface VictimParent {
  readonly sight: Sight;
  readonly state: number;
  readonly ways: ReadonlyMap<number, readonly FoundPath[]>;
}

const things = async ({ sight, sharing }: Sharing) => shownThings(sight, await sharing());
const counts = async ({ sharing }: Sharing) => shownCounts(await sharing());

function personOf(context: Context, { adjacency }: Sight, person: number) {
  const id = adjacency.idOf(person);
  touch(context, [id]);
  return { id };
}

const tiesOf = (context: Context, sight: Sight, { ties, ...numbers }: FoundFamily) => ({
  ...numbers,
  ties: ties.map(({ ends: [a, b], lnP, lnQ, sharing }) => ({
    ...{ a: personOf(context, sight, a), b: personOf(context, sight, b), sight, sharing },
    ...{ p: Math.exp(lnP), surprise: Math.max(0, -lnP / Math.LN10), q: Math.exp(lnQ) },
  })),
});

const chainsOf = (context: Context, sight: Sight, { chains, ...numbers }: FoundChains) => ({
  ...numbers,
  chains: chains.map(({ ends: [a, b], lnP, lnQ, path }) => ({
    ...{ a: personOf(context, sight, a), b: personOf(context, sight, b), path: { sight, path } },
    ...{ p: Math.exp(lnP), surprise: Math.max(0, -lnP / Math.LN10), q: Math.exp(lnQ) },
  })),
});

export const hidden = {
  Query: {
    hiddenLinks: async (_root: unknown, args: ListRequest & { first?: number | null }, context: Context) => {
      const found = await findHidden(context, { ...args, first: args.first ?? 50 });
      const { sight, listed, reason, victims, chains } = found;
      return {
        ...{ reason, listed, victims },
        chains: async () => chainsOf(context, sight, await chains()),
        within: tiesOf(context, sight, found.within),
        outOf: tiesOf(context, sight, found.outOf),
        connectors: {
          found: found.connecting,
          people: found.connectors.map(({ person, reaches, strength, listed: reached }) => ({
            ...{ person: personOf(context, sight, person), reaches, strength },
            listed: reached.map((one) => ({
              ...one,
              ...{ sight, person: personOf(context, sight, one.person) },
            })),
          })),
        },
        hubsNotWalked: namedHubs(sight, found.hubs),
      };
    },
  },
  HiddenLinks: { victims: ({ victims }: Pick<FoundHidden, 'victims'>) => victims() },
  HiddenTie: { things, counts },
  ConnectorReach: { things },
  TyingVictims: {
    victims: ({ sight, victims }: FoundVictims) => victims.map((victim) => ({ ...victim, sight })),
    hubsNotWalked: ({ sight, hubs }: FoundVictims) => namedHubs(sight, hubs),
  },
  TyingVictim: {
    victim: ({ sight, state }: VictimParent, _args: unknown, context: Context) =>
      shownNode(context, sight, state),
    reaches: ({ ways }: VictimParent) => ways.size,
    listed: ({ sight, ways }: VictimParent, _args: unknown, context: Context) =>
      [...ways].map(([person, paths]) => ({
        person: personOf(context, sight, person),
        paths: paths.map((path) => ({ sight, path })),
      })),
  },
};
