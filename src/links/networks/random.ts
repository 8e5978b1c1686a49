import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Numbers of one seed: `below(n)` is a whole number from 0 to n - 1, `share()` from 0 to below 1. */
export interface Random {
  below(bound: number): number;
  share(): number;
}

export function randomOf(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const share = () => (generator.next() >>> 0) / 2 ** 32;
  return { share, below: (bound) => Math.floor(share() * bound) };
}

/** Fisher-Yates, in place. */
export function shuffle(list: Uint32Array, random: Random): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    const held = list[at] as number;
    list[at] = list[other] as number;
    list[other] = held;
  }
}
