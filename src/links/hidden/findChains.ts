import type { Context } from '../../access/index.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { type FoundPath, passing } from '../paths/PathQuestion.ts';
import type { Census } from '../shared/census.ts';
import { TIE } from '../shared/kinds.ts';
import { type Holdings, holdingsOf } from '../shared/things.ts';
import { beginTurn } from '../turns/Turn.ts';
import { type ChainStep, type HiddenChain, type RankedChains, rankChains } from './rankChains.ts';

export type FoundChains = Omit<RankedChains, 'chains'> & {
  readonly chains: readonly (HiddenChain & { readonly path: FoundPath })[];
  readonly reason: string | undefined;
};

/** Chains between listed people, each as a path. */
export async function findChains(
  { signal }: Context,
  sight: Sight,
  census: Census,
  asked: { readonly listed: readonly number[]; readonly first: number },
): Promise<FoundChains> {
  const { chains, ...rest } = await rankChains(sight, census, asked, beginTurn(signal));
  const told = [
    ...(chains.length === 0 ? ['No chain ties two of the list of whom no association is recorded.'] : []),
    ...(rest.truncated ? ['Too many ways lead from the list: not all were looked at.'] : []),
  ];
  return {
    ...rest,
    chains: chains.map((chain) => ({ ...chain, path: pathOf(sight, chain.steps) })),
    reason: told.length === 0 ? undefined : told.join(' '),
  };
}

/** Every link on the way; the cost as paths reckon it. */
function pathOf(sight: Sight, steps: readonly ChainStep[]): FoundPath {
  const states: number[] = [steps[0]?.from ?? 0];
  const halves: number[] = [];
  const walk = (to: number, half: number) => {
    states.push(to);
    halves.push(half);
  };
  for (const { from, to, kind, thing } of steps) {
    for (const { half, to: next } of wayTo(holdingsOf(sight, from), kind, kind === TIE ? to : thing))
      walk(next, half);
    // Walked from the other side: the same link, seen from its other end.
    if (kind !== TIE)
      for (const step of wayTo(holdingsOf(sight, to), kind, thing).toReversed())
        walk(step.from, -1 - step.half);
  }
  const cost = states.slice(1, -1).reduce((sum, state) => sum + passing({ sight, weighted: true }, state), 0);
  return { cost, states, halves };
}

const wayTo = ({ things }: Holdings, kind: number, thing: number) => things[kind]?.get(thing)?.[0] ?? [];
