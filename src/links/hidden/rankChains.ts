import type { Sight } from '../adjacency/Sight.ts';
import type { Census } from '../shared/census.ts';
import { kindOfStratum } from '../shared/strata.ts';
import { countThings, holdingsOf, ofKinds } from '../shared/things.ts';
import { beginTurn, type Turn } from '../turns/Turn.ts';
import { chainChance, LEVELS, momentsOf } from './chainChance.ts';
import { type Family, familyOf, type HiddenTie } from './family.ts';
import { recordedTies } from './recordedTies.ts';
import { usesWith } from './usesWith.ts';

/** Steps that one question looks at, and of those that lead to the listed; more, and the answer says that it is not complete. */
const BOUNDS = { looked: 20_000_000, leading: 2_000_000 };
/** Steps that are remembered of persons; more are looked up again. */
const MOST_REMEMBERED = 1_000_000;
const MOST_USERS = LEVELS[LEVELS.length - 1] ?? 0;

/** From one person to another by what they share. */
export interface ChainStep {
  readonly from: number;
  readonly to: number;
  /** Place in SHARED_KINDS. */
  readonly kind: number;
  /** State of the thing; -1 for a tie, which is between the two. */
  readonly thing: number;
  readonly users: number;
}
export interface HiddenChain extends HiddenTie {
  /** From the first of the ends to the second: the least probable ones that there are. */
  readonly steps: readonly ChainStep[];
}
export type RankedChains = Omit<Family, 'ties'> & {
  readonly chains: readonly HiddenChain[];
  readonly truncated: boolean;
};

/**
 * Pairs of a list of whom no association is recorded and whom a chain ties: something that both share, or steps over one or
 * two others, each by something that two share. Things of more than a hundred users make no step.
 * @param listed different persons whom the caller sees, each with a link, in order
 * @param first how many are kept
 */
export async function rankChains(
  sight: Sight,
  census: Census,
  { listed, first }: { readonly listed: readonly number[]; readonly first: number },
  turn = beginTurn(),
  bounds = BOUNDS,
): Promise<RankedChains> {
  const chance = chainChance(census.kinds, await momentsOf(sight));
  const stepsOf = rememberedSteps(sight, turn);
  const counts = new Map(listed.map((person) => [person, ofKinds(countThings(sight, person))]));
  /** By person the steps that lead to one of the listed. */
  const toListed = new Map<number, ChainStep[]>();
  let leading = 0;
  for (const person of listed) {
    const steps = await stepsOf(person);
    leading += steps.length;
    if (leading > bounds.leading) break;
    for (const step of steps) {
      const known = toListed.get(step.to);
      const back = { ...step, from: step.to, to: person };
      if (known === undefined) toListed.set(step.to, [back]);
      else known.push(back);
    }
    if (turn.isOver(steps.length)) await turn.end();
  }
  const recordedOf = recordedTies(sight);
  const family = familyOf(first);
  const found = new Map<string, readonly ChainStep[]>();
  let recorded = 0;
  let work = 0;
  for (const [place, person] of listed.entries()) {
    const known = new Set<number>();
    if (turn.isOver(recordedOf(person, (other) => void known.add(other)) + 1)) await turn.end();
    // Each pair is looked at from its first.
    const others = listed.slice(place + 1);
    const open = new Set(others.filter((other) => !known.has(other)));
    recorded += others.length - open.size;
    const best = new Map<number, { readonly lnP: number; readonly steps: readonly ChainStep[] }>();
    const reach = (steps: readonly ChainStep[]) => {
      const [one, end] = [steps[0], steps.at(-1)];
      const theirs = end && counts.get(end.to);
      if (one === undefined || end === undefined || theirs === undefined) return;
      const users = steps.reduce((most, step) => Math.max(most, step.users), 0);
      const kinds = steps.map(({ kind }) => kind);
      const mine = counts.get(person)?.[one.kind] ?? 0;
      const chain = { lnP: chance(kinds, users, mine, theirs[end.kind] ?? 0), steps };
      const before = best.get(end.to);
      if (before === undefined || isBefore(chain, before)) best.set(end.to, chain);
    };
    for (const one of await stepsOf(person)) {
      if (open.has(one.to)) reach([one]);
      if (work > bounds.looked) continue;
      const nexts = await stepsOf(one.to);
      for (const two of nexts) {
        if (two.to === person || isSameThing(one, two)) continue;
        if (open.has(two.to)) reach([one, two]);
        const thirds = toListed.get(two.to) ?? [];
        for (const three of thirds)
          if (
            open.has(three.to) &&
            three.to !== one.to &&
            !isSameThing(two, three) &&
            !isSameThing(one, three)
          )
            reach([one, two, three]);
        work += thirds.length;
        if (turn.isOver(thirds.length + 1)) await turn.end();
      }
      work += nexts.length;
    }
    for (const [other, { lnP, steps }] of best) {
      family.add([person, other], lnP);
      found.set(`${person} ${other}`, steps);
    }
  }
  const { ties, ...numbers } = family.close((listed.length * (listed.length - 1)) / 2, recorded);
  return {
    ...numbers,
    chains: ties.map((tie) => ({ ...tie, steps: found.get(tie.ends.join(' ')) ?? [] })),
    truncated: work > bounds.looked || leading > bounds.leading,
  };
}

/** What ties two by one thing is one step, and not two over a third who has it as well. */
const isSameThing = (one: ChainStep, other: ChainStep) => one.thing >= 0 && one.thing === other.thing;

type Chain = { readonly lnP: number; readonly steps: readonly ChainStep[] };

/** The less probable first, of equal ones the shorter, then by persons and things in the order of their ids. */
function isBefore(one: Chain, other: Chain): boolean {
  const by = one.lnP - other.lnP || one.steps.length - other.steps.length;
  if (by !== 0) return by < 0;
  for (const [at, step] of one.steps.entries()) {
    const facing = other.steps[at] ?? step;
    const order = step.to - facing.to || step.thing - facing.thing || step.kind - facing.kind;
    if (order !== 0) return order < 0;
  }
  return false;
}

/** The steps from a person; those of things with more than a hundred users are left out. */
function rememberedSteps(sight: Sight, turn: Turn) {
  const usesOf = usesWith(sight, MOST_USERS);
  const known = new Map<number, readonly ChainStep[]>();
  let remembered = 0;
  return async (from: number): Promise<readonly ChainStep[]> => {
    const before = known.get(from);
    if (before !== undefined) return before;
    const steps: ChainStep[] = [];
    for (const [to, uses] of await usesOf(from, holdingsOf(sight, from), turn))
      for (const { stratum, thing, users } of uses)
        steps.push({ from, to, kind: kindOfStratum(stratum), thing, users });
    remembered += steps.length;
    if (remembered <= MOST_REMEMBERED) known.set(from, steps);
    return steps;
  };
}
