import { beginTurn, type Turn } from '../turns/Turn.ts';
import { type Hidden, hide, keyOf, splitterOf, tiedPairs } from './hide.ts';
import { type Likely, likelyFor } from './likely.ts';
import { neighboursOf } from './Neighbours.ts';
import { meanOf, type Ranking, rankingOf } from './ranking.ts';
import type { TieFacts } from './TieFacts.ts';

/** How well hidden ties are found again, as a mean of several splits of the same data. */
export interface Measured {
  readonly seed: number;
  readonly splits: number;
  readonly hiddenWhat: 'OFFENCES' | 'TIES';
  readonly hiddenShare: number;
  /** Offences or ties that were hidden in each split, of how many. */
  readonly hidden: number;
  readonly hiddenOf: number;
  readonly people: number;
  /** Mean number of pairs of a split whom nothing ties any more. */
  readonly hiddenTies: number;
  /** Of them those with a common neighbour or thing: no others can be found at all. */
  readonly reachable: number;
  readonly ours: Ranking;
  readonly resourceAllocation: Ranking;
  readonly commonNeighbours: Ranking;
  /** Whether predictions on this data say more than chance would; what forbids it else. */
  readonly predictable: boolean;
  readonly reason: string | null;
}

/** Below this, at the low end of the interval, predictions are not worth anybody's time. */
export const LEAST_AUC = 0.7;
/** Fewer hidden ties than these tell nothing. */
const LEAST_HIDDEN = 10;
/** Small data is split again and again, up to so many hidden ties together: one split of it says little. */
const ENOUGH_HIDDEN = 3_000;
const MOST_SPLITS = 100;

/** Hides a share of what ties people, and looks for it again; the same seed hides the same. */
export async function measure(
  facts: TieFacts,
  {
    share,
    seed,
    mostSplits = MOST_SPLITS,
    signal,
  }: {
    readonly share: number;
    readonly seed: number;
    readonly mostSplits?: number;
    readonly signal?: AbortSignal;
  },
): Promise<Measured> {
  const random = splitterOf(seed);
  const turn = beginTurn(signal);
  const splits: Split[] = [];
  let together = 0;
  do {
    const split = await measureOnce(facts, hide(facts, share, random), turn);
    splits.push(split);
    together += split.hidden.pairs.size;
  } while (together < ENOUGH_HIDDEN && splits.length < mostSplits);
  const mean = (number: (split: Split) => number) =>
    splits.reduce((sum, split) => sum + number(split), 0) / splits.length;
  const ours = meanOf(splits.map((split) => split.ours));
  const hiddenTies = mean(({ hidden }) => hidden.pairs.size);
  const reason = reasonOf(hiddenTies, ours);
  const { what = 'TIES', hidden = 0, of = 0 } = splits[0]?.hidden ?? {};
  return {
    ...{ seed, splits: splits.length, hiddenWhat: what, hiddenShare: share, hidden, hiddenOf: of },
    ...{ people: facts.people, hiddenTies, reachable: mean(({ reachable }) => reachable), ours },
    resourceAllocation: meanOf(splits.map((split) => split.resourceAllocation)),
    commonNeighbours: meanOf(splits.map((split) => split.commonNeighbours)),
    ...{ predictable: reason === null, reason },
  };
}

interface Split extends Pick<Measured, 'ours' | 'resourceAllocation' | 'commonNeighbours'> {
  readonly hidden: Hidden;
  readonly reachable: number;
}

async function measureOnce({ people }: TieFacts, hidden: Hidden, turn: Turn): Promise<Split> {
  const { left, pairs } = hidden;
  const graph = neighboursOf(left);
  const likely = new Map<number, Likely>();
  for (let person = 0; person < people; person += 1) {
    if (turn.isOver()) await turn.end();
    for (const [other, one] of likelyFor(graph, person))
      if (other > person) likely.set(keyOf(people, person, other), one);
  }
  const candidates = (people * (people - 1)) / 2 - tiedPairs(left).size;
  const ranked = async (score: (one: Likely) => number) => {
    if (turn.isOver()) await turn.end();
    return rankingOf(
      { hidden: pairs, candidates },
      [...likely].flatMap(([pair, one]) => (score(one) > 0 ? [[pair, score(one)] as const] : [])),
    );
  };
  return {
    hidden,
    reachable: [...pairs].filter((pair) => likely.has(pair)).length,
    ours: await ranked(({ score }) => score),
    resourceAllocation: await ranked(({ allocation }) => allocation),
    commonNeighbours: await ranked(({ common }) => common),
  };
}

const count = (number: number) => String(Math.round(number * 10) / 10);

function reasonOf(hidden: number, { auc, aucLow }: Ranking): string | null {
  if (hidden < LEAST_HIDDEN || auc === null || aucLow === null)
    return `Hiding leaves ${count(hidden)} pairs a time that nothing else ties: too few to tell whether ties can be predicted. At least ${LEAST_HIDDEN} are needed; a larger share to hide may give them.`;
  return aucLow >= LEAST_AUC
    ? null
    : `Ties are not predictable on this data: a hidden tie stands above a pair without one with probability ${auc.toFixed(3)}, which may be as low as ${aucLow.toFixed(3)}; below ${LEAST_AUC} nobody should look at predictions.`;
}
