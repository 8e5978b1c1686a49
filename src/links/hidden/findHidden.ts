import { type Context, pageSize } from '../../access/index.ts';
import { onlyOnce } from '../../collections/onlyOnce.ts';
import { unlessAborted } from '../../graph/index.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { censusOf } from '../shared/census.ts';
import { hubsOf } from '../shared/findShared.ts';
import { type Shared, type SharedThing, sharedBetween } from '../shared/sharedBetween.ts';
import { type Holdings, holdingsOf, rememberedUsers } from '../shared/things.ts';
import { oneByOne } from '../turns/oneByOne.ts';
import { beginTurn, type Turn } from '../turns/Turn.ts';
import type { Family, HiddenTie } from './family.ts';
import { type FoundChains, findChains } from './findChains.ts';
import { type FoundVictims, findVictims } from './findVictims.ts';
import { populationOf } from './population.ts';
import { type Connector, type RankedHidden, rankHidden } from './rankHidden.ts';
import { type ListRequest, listedPersons, readList, sightOfList } from './readList.ts';
import { recordedTies } from './recordedTies.ts';

type Sharing = { readonly sharing: () => Promise<Shared> };

/** One of the listed whom somebody ties to others. */
export interface Reached extends Sharing {
  readonly person: number;
  readonly recorded: boolean;
}

export interface FoundHidden {
  readonly sight: Sight;
  readonly listed: number;
  readonly within: FoundFamily;
  readonly outOf: FoundFamily;
  readonly connecting: number;
  readonly connectors: readonly (Connector & { readonly listed: readonly Reached[] })[];
  readonly hubs: readonly number[];
  readonly reason: string | undefined;
  /** Both counted when they are asked for. */
  readonly chains: () => Promise<FoundChains>;
  readonly victims: () => Promise<FoundVictims>;
}
export type FoundFamily = Omit<Family, 'ties'> & { readonly ties: readonly (HiddenTie & Sharing)[] };

/**
 * What ties listed people, with each other and with everybody else, of which no association is recorded.
 * @throws LinchpinError BAD_INPUT naming the argument, NOT_FOUND or CONFLICT (programme), UNAVAILABLE while the graph is
 * being read
 */
export async function findHidden(
  context: Context,
  request: ListRequest & { readonly first: number },
): Promise<FoundHidden> {
  const first = pageSize(request.first);
  const { signal } = context;
  const list = await readList(context, request);
  const sight = await sightOfList(context, 'NONE');
  const { persons: listed, notes } = await listedPersons(context, sight, list);
  const [census, population] = await unlessAborted(
    Promise.all([censusOf(sight), populationOf(sight)]),
    signal,
  );
  const turn = beginTurn(signal);
  const ranked = await rankHidden(sight, census, { listed, population, first }, turn);
  const users = rememberedUsers(sight);
  const holdings = rememberedHoldings(sight, ranked.holdings);
  const sharing = (a: number, b: number) =>
    sharedBetween(sight, census, [a, b], [holdings(a), holdings(b)], users);
  const inTurn = oneByOne(turn);
  const withSharing = ({ ties, ...numbers }: Family): FoundFamily => ({
    ...numbers,
    ties: ties.map((tie) => ({ ...tie, sharing: onlyOnce(() => inTurn(() => sharing(...tie.ends))) })),
  });
  const recordedOf = recordedTies(sight);
  const connectors = [];
  for (const connector of ranked.connectors) {
    const reached = await reachedBy(connector.person, listed, { holdings, sharing, recordedOf, turn });
    connectors.push({ ...connector, listed: reached });
  }
  return {
    ...{ sight, listed: listed.length, connecting: ranked.connecting, connectors },
    ...{ within: withSharing(ranked.within), outOf: withSharing(ranked.outOf), hubs: [...ranked.hubs] },
    reason: reasonOf(listed.length, ranked, notes),
    chains: () => findChains(context, sight, census, { listed, first }),
    victims: () => findVictims(context, list, first),
  };
}

function rememberedHoldings(sight: Sight, before: ReadonlyMap<number, Holdings>) {
  const known = new Map(before);
  return (person: number): Holdings => {
    const own = known.get(person) ?? holdingsOf(sight, person);
    known.set(person, own);
    return own;
  };
}

/** Whom of the listed somebody shares something with. */
async function reachedBy(
  connector: number,
  listed: readonly number[],
  {
    holdings,
    sharing,
    recordedOf,
    turn,
  }: {
    readonly holdings: (person: number) => Holdings;
    readonly sharing: (a: number, b: number) => Shared;
    readonly recordedOf: ReturnType<typeof recordedTies>;
    readonly turn: Turn;
  },
): Promise<readonly Reached[]> {
  const recorded = new Set<number>();
  if (turn.isOver(recordedOf(connector, (other) => void recorded.add(other)) + 1)) await turn.end();
  const reached: Reached[] = [];
  for (const person of listed) {
    if (turn.isOver(holdings(person).things.reduce((sum, { size }) => sum + size, 1))) await turn.end();
    const shared = sharing(person, connector);
    if (shared.things.some(isAtOneTime))
      reached.push({ person, recorded: recorded.has(person), sharing: async () => shared });
  }
  return reached;
}

/** Known to have been had at different times, it ties nobody. */
const isAtOneTime = ({ overlap }: SharedThing) => overlap?.overlapped !== false;

function reasonOf(listed: number, ranked: RankedHidden, notes: readonly string[]): string | undefined {
  const { within, outOf, hubs } = ranked;
  const told = [...notes];
  if (listed === 0) told.push('Nobody of the list has a link that you may see.');
  else {
    if (listed === 1)
      told.push('The list comes to one person: there are no pairs within it, and nobody ties several.');
    if (within.sharing + outOf.sharing === 0)
      told.push('Nobody of the list shares anything with anybody of whom no association is recorded.');
    else if (within.sharing === 0 && listed > 1)
      told.push('No two of the list share anything, but those of whom an association is recorded.');
    if (hubs.size > 0) told.push(`Whoever shares ${hubsOf(hubs.size)} was not looked for.`);
  }
  return told.length === 0 ? undefined : told.join(' ');
}
