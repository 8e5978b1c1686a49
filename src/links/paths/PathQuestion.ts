import type { Sight } from '../adjacency/Sight.ts';

/** What paths are looked for, as the search takes it. */
export interface PathQuestion {
  readonly sight: Sight;
  /** Most relationships of a path. */
  readonly maxLength: number;
  /** Bits of the kinds of link that may be walked. */
  readonly kinds: number;
  /** First and last day, as `dayNumber` gives them; 0 where there is no limit. */
  readonly from: number;
  readonly to: number;
  /** Whether passing through a thing costs the more the more it is linked to; else a path costs its length. */
  readonly weighted: boolean;
  readonly includeHubs: boolean;
}

/** Links of one kind beyond which a node is a hub. */
export const HUB = 1_000;

/** A walk without loops: its states, first to last, and the half link by which each but the first is reached. */
export interface FoundPath {
  readonly cost: number;
  readonly states: readonly number[];
  readonly halves: readonly number[];
}

/** What a search went through. */
export interface Searched {
  /** States that were expanded. */
  looked: number;
  /** Links that were walked. */
  walked: number;
  /** Hubs that were met and not expanded. */
  readonly hubs: Set<number>;
  /** Links that were passed over since they have no date and a time was asked for. */
  undated: number;
  truncated: boolean;
}

export const newSearch = (): Searched => ({
  looked: 0,
  walked: 0,
  hubs: new Set(),
  undated: 0,
  truncated: false,
});

/** Whether the link of a half link may be walked in the time that was asked for. */
export function inTime(
  { sight, from, to }: Pick<PathQuestion, 'sight' | 'from' | 'to'>,
  half: number,
  searched: Pick<Searched, 'undated'>,
): boolean {
  if (from === 0 && to === 0) return true;
  const { link, from: firsts, to: lasts } = sight.adjacency;
  const nth = link[half] ?? 0;
  const [first, last] = [firsts[nth] ?? 0, lasts[nth] ?? 0];
  if (first === 0 && last === 0) {
    searched.undated += 1;
    return false;
  }
  return (to === 0 || first === 0 || first <= to) && (from === 0 || last === 0 || last >= from);
}

/** By number of links the rarity 1 + ln n, as far as what is no hub has them. */
const RARITY = Float64Array.from({ length: HUB + 1 }, (_, links) => 1 + Math.log(Math.max(1, links)));

/** What passing through a state costs: rarity, 1 + ln of its links of the most frequent kind (or 1 where unweighted). */
export function passing(
  { sight, weighted }: Pick<PathQuestion, 'sight' | 'weighted'>,
  state: number,
): number {
  if (!weighted) return 1;
  const links = sight.degree(state);
  return RARITY[links] ?? 1 + Math.log(links);
}
