import { KIND_BITS } from '../adjacency/Adjacency.ts';
import { maskOf, OF_VICTIMS } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { type FoundPath, HUB } from '../paths/PathQuestion.ts';
import { stepsBy } from '../shared/things.ts';
import { beginTurn, type Turn } from '../turns/Turn.ts';
import { recordedTies } from './recordedTies.ts';

/** From a listed person to the offence they are suspected of, or to the order that binds them. */
const TO_VICTIMS = maskOf(['SUSPECT_IN', 'BINDS']);

/** A victim as a pseudonym, with the ways that lead there from each of the listed. */
export interface TyingVictim {
  readonly state: number;
  readonly ways: ReadonlyMap<number, readonly FoundPath[]>;
}

/**
 * Victims of several of the listed of whom nobody has recorded that they are associated: of offences that these are
 * suspects in, or protected by orders that bind them. A victim is a state of its own, so that nothing tells which
 * person it is, nor whether that person is listed as well.
 * @param sight in mode PSEUDONYMS
 * @returns in no order that means anything
 */
export async function tyingVictims(
  sight: Sight,
  listed: readonly number[],
  turn = beginTurn(),
): Promise<{ readonly victims: readonly TyingVictim[]; readonly hubs: ReadonlySet<number> }> {
  const ways = new Map<number, Map<number, FoundPath[]>>();
  const hubs = new Set<number>();
  for (const person of listed)
    for (const first of stepsBy(sight, person, TO_VICTIMS)) {
      if (sight.degree(first.to) > HUB) {
        hubs.add(first.to);
        continue;
      }
      const steps = stepsBy(sight, first.to, OF_VICTIMS);
      if (turn.isOver(steps.length + 1)) await turn.end();
      for (const next of steps) {
        const own = ways.get(next.to) ?? new Map<number, FoundPath[]>();
        ways.set(next.to, own);
        const paths = own.get(person) ?? [];
        own.set(person, paths);
        // Links of one kind between the same two are one step, and cite all their evidence.
        if (
          paths.some(
            ({ states, halves }) =>
              states[1] === first.to && sameKinds(sight, halves, [first.half, next.half]),
          )
        )
          continue;
        paths.push({
          cost: 1 + Math.log(Math.max(1, sight.degree(first.to))),
          states: [person, first.to, next.to],
          halves: [first.half, next.half],
        });
      }
    }
  const several = [...ways].filter(([, own]) => own.size > 1);
  const recorded = await recordedAmong(sight, listed, turn);
  const victims: TyingVictim[] = [];
  for (const [state, own] of several) {
    if (turn.isOver(own.size ** 2)) await turn.end();
    const persons = [...own.keys()];
    if (
      persons.some((one) => persons.some((other) => other !== one && recorded.get(one)?.has(other) !== true))
    )
      victims.push({ state, ways: own });
  }
  return { victims, hubs };
}

function sameKinds(sight: Sight, halves: readonly number[], others: readonly number[]): boolean {
  const { kind } = sight.adjacency;
  return halves.every(
    (half, at) => ((kind[half] ?? 0) & KIND_BITS) === ((kind[others[at] ?? 0] ?? 0) & KIND_BITS),
  );
}

/** By listed person whom of the others they are recorded to be associated with. */
async function recordedAmong(
  sight: Sight,
  listed: readonly number[],
  turn: Turn,
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const wanted = new Set(listed);
  const recordedOf = recordedTies(sight);
  const recorded = new Map<number, ReadonlySet<number>>();
  for (const person of listed) {
    const own = new Set<number>();
    const links = recordedOf(person, (other) => {
      if (wanted.has(other)) own.add(other);
    });
    recorded.set(person, own);
    if (turn.isOver(links + 1)) await turn.end();
  }
  return recorded;
}
