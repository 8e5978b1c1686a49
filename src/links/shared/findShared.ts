import { type Context, pageSize } from '../../access/index.ts';
import { onlyOnce } from '../../collections/onlyOnce.ts';
import { unlessAborted } from '../../graph/index.ts';
import { callersSight } from '../adjacency/callersSight.ts';
import { PERSON } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { nodeFor } from '../nodeFor.ts';
import { noneSuch } from '../paths/findPaths.ts';
import { oneByOne } from '../turns/oneByOne.ts';
import { beginTurn } from '../turns/Turn.ts';
import { censusOf } from './census.ts';
import { type RankedAssociate, rankAssociates } from './rankAssociates.ts';
import { type Shared, sharedBetween } from './sharedBetween.ts';
import { type Holdings, holdingsOf, rememberedUsers } from './things.ts';

const NOTHING: Shared = { things: [], counts: [], strength: 0, hubs: [] };

export interface FoundShared {
  readonly sight: Sight;
  readonly shared: Shared;
  readonly reason: string | undefined;
}

/**
 * What two people share, victims taking no part.
 * @throws LinchpinError UNAVAILABLE while the graph is being read
 */
export async function findShared(
  context: Context,
  { a, b }: { readonly a: string; readonly b: string },
): Promise<FoundShared> {
  const sight = await nominalSight(context, 'sharedThings');
  const [first, second] = [await personFor(context, sight, a), await personFor(context, sight, b)];
  const nothing = (reason: string): FoundShared => ({ sight, shared: NOTHING, reason });
  for (const found of [first, second]) if (found.reason !== undefined) return nothing(found.reason);
  if (first.state === second.state)
    return nothing('Both ids are those of one and the same person; ask for two different people.');
  for (const [id, { state }] of [[a, first] as const, [b, second] as const])
    if (sight.degree(state) === 0) return nothing(`"${id}" has no link that you may see.`);
  const census = await unlessAborted(censusOf(sight), context.signal);
  const ends = [first.state, second.state] as const;
  const shared = sharedBetween(sight, census, ends, [
    holdingsOf(sight, first.state),
    holdingsOf(sight, second.state),
  ]);
  return { sight, shared, reason: reasonOf(shared) };
}

function reasonOf({ things, hubs }: Shared): string | undefined {
  const left = hubs.length === 0 ? [] : [`Both are linked to ${hubsOf(hubs.length)}, not counted.`];
  const none = things.length === 0 ? ['They share nothing else that you may see.'] : [];
  if (left.length === 0) return none.length === 0 ? undefined : 'They share nothing that you may see.';
  return [...left, ...none].join(' ');
}

export const hubsOf = (number: number) =>
  `${number} thing${number === 1 ? '' : 's'} with more than 1,000 links of one kind`;

export interface FoundAssociates {
  readonly sight: Sight;
  readonly found: number;
  /** The strongest, each with what is shared, counted when it is asked for. */
  readonly people: readonly (RankedAssociate & { readonly sharing: () => Promise<Shared> })[];
  readonly hubs: readonly number[];
  readonly reason: string | undefined;
}

/**
 * Who shares something with a person, by strength.
 * @throws LinchpinError BAD_INPUT unless `first` is 1 to 200, UNAVAILABLE while the graph is being read
 */
export async function findAssociates(
  context: Context,
  request: { readonly personId: string; readonly first: number },
): Promise<FoundAssociates> {
  const first = pageSize(request.first);
  const sight = await nominalSight(context, 'associates');
  const { state, reason } = await personFor(context, sight, request.personId);
  const nobody = { sight, found: 0, people: [], hubs: [] };
  if (reason !== undefined) return { ...nobody, reason };
  if (sight.degree(state) === 0)
    return { ...nobody, reason: `"${request.personId}" has no link that you may see.` };
  const census = await unlessAborted(censusOf(sight), context.signal);
  const holdings = holdingsOf(sight, state);
  const turn = beginTurn(context.signal);
  const ranked = await rankAssociates(sight, census, state, holdings, turn);
  const inTurn = oneByOne(turn);
  const users = rememberedUsers(sight);
  const people = ranked.slice(0, first).map((one) => {
    const count = () =>
      sharedBetween(sight, census, [state, one.person], [holdings, holdingsOf(sight, one.person)], users);
    return { ...one, sharing: onlyOnce(() => inTurn(count)) };
  });
  const hubs = [...holdings.hubs];
  return { sight, found: ranked.length, people, hubs, reason: reasonOfRanked(ranked.length, holdings) };
}

function reasonOfRanked(found: number, { hubs }: Holdings): string | undefined {
  const none = found === 0 ? ['Nobody that you may see shares anything with this person.'] : [];
  const left = hubs.size === 0 ? [] : [`Whoever shares ${hubsOf(hubs.size)} was not looked for.`];
  return none.length + left.length === 0 ? undefined : [...none, ...left].join(' ');
}

/** The graph as the caller sees it, victims taking no part. */
export const nominalSight = (context: Context, field: string): Promise<Sight> =>
  callersSight(context, 'NONE', field);

/** A person by the id of any of their records, or why there is none. */
export async function personFor(context: Context, sight: Sight, id: string) {
  const state = await nodeFor(context, sight, id);
  if (state === undefined) return { state: -1, reason: noneSuch(id) };
  const isPerson = sight.adjacency.nodeKind[sight.nodeOf(state)] === PERSON;
  return { state, reason: isPerson ? undefined : `"${id}" is not a person.` };
}
