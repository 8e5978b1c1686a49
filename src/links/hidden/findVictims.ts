import { authorise, type Context } from '../../access/index.ts';
import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { hubsOf } from '../shared/findShared.ts';
import { pseudonymOf } from '../shown/shownNode.ts';
import { beginTurn } from '../turns/Turn.ts';
import { type ListedIds, listedPersons, sightOfList } from './readList.ts';
import { type TyingVictim, tyingVictims } from './tyingVictims.ts';

export interface FoundVictims {
  readonly sight: Sight;
  readonly found: number;
  /** In the order of their pseudonyms, which means nothing. */
  readonly victims: readonly (TyingVictim & { readonly pseudonym: string })[];
  readonly hubs: readonly number[];
  readonly reason: string | undefined;
}

/**
 * Victims who tie listed people of whom no association is recorded, as pseudonyms.
 * @throws LinchpinError FORBIDDEN without the right victims:pseudonyms
 */
export async function findVictims(context: Context, list: ListedIds, first: number): Promise<FoundVictims> {
  authorise(context.caller.roles, 'victims:pseudonyms');
  const sight = await sightOfList(context, 'PSEUDONYMS');
  const { persons } = await listedPersons(context, sight, list);
  const turn = beginTurn(context.signal);
  const { victims, hubs } = await tyingVictims(sight, persons, turn);
  const named = [];
  for (const victim of victims) {
    if (turn.isOver()) await turn.end();
    named.push({ ...victim, pseudonym: pseudonymOf(context, sight, victim.state) });
  }
  named.sort((one, other) => compareCodePoints(one.pseudonym, other.pseudonym));
  const told = [
    ...(named.length === 0 ? ['No victim ties two of the list of whom no association is recorded.'] : []),
    ...(hubs.size > 0 ? [`Victims of ${hubsOf(hubs.size)} were not looked for.`] : []),
  ];
  return {
    ...{ sight, found: named.length, victims: named.slice(0, first), hubs: [...hubs] },
    reason: told.length === 0 ? undefined : told.join(' '),
  };
}
