/** How well scores tell linked from unlinked pairs. */
export interface Accuracy {
  readonly linked: number;
  readonly unlinked: number;
  /** Chance that a linked pair stands above an unlinked one; ties count half. */
  readonly auc: number;
  /** Share of linked pairs found where 1 %, and 5 %, of the unlinked ones are called linked too. */
  readonly tprAt1: number;
  readonly tprAt5: number;
}

export function accuracyOf(linked: ArrayLike<number>, unlinked: ArrayLike<number>): Accuracy {
  const [up, down] = [Float64Array.from(linked).sort(), Float64Array.from(unlinked).sort()];
  let [wins, below, upTo] = [0, 0, 0];
  for (const score of up) {
    while (below < down.length && (down[below] ?? 0) < score) below += 1;
    upTo = Math.max(upTo, below);
    while (upTo < down.length && (down[upTo] ?? 0) <= score) upTo += 1;
    wins += (below + upTo) / 2;
  }
  const tprAt = (share: number) => {
    const limit = thresholdAt(down, share);
    return up.length === 0 ? Number.NaN : up.filter((score) => score > limit).length / up.length;
  };
  const auc = up.length * down.length === 0 ? Number.NaN : wins / (up.length * down.length);
  return { linked: up.length, unlinked: down.length, auc, tprAt1: tprAt(0.01), tprAt5: tprAt(0.05) };
}

/** The score that at most `share` of the unlinked pairs stand above. @param unlinked ascending */
export function thresholdAt(unlinked: Float64Array, share: number): number {
  const above = Math.floor(unlinked.length * share);
  return unlinked[unlinked.length - 1 - above] ?? Number.NEGATIVE_INFINITY;
}
