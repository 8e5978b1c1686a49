/** Answers by key, the latest asked for kept; a failure is not. */
export type Kept<V> = (key: string, make: () => Promise<V>) => Promise<V>;

/**
 * Keeps answers up to a weight: what was asked for least lately goes first, and the latest stays whatever it weighs.
 * Who asks while an answer is made waits for it.
 * @param most how much all answers may weigh together
 * @param weigh of an answer; by default each weighs 1
 */
export function keepLatest<V>(most: number, weigh: (answer: V) => number = () => 1): Kept<V> {
  const kept = new Map<string, { readonly answer: Promise<V>; weight: number }>();
  const trim = () => {
    let total = [...kept.values()].reduce((sum, { weight }) => sum + weight, 0);
    for (const [key, { weight }] of [...kept].slice(0, -1)) {
      if (total <= most) return;
      total -= weight;
      kept.delete(key);
    }
  };
  return (key, make) => {
    const known = kept.get(key);
    const entry = known ?? { answer: make(), weight: 0 };
    kept.delete(key);
    kept.set(key, entry);
    if (known === undefined)
      entry.answer.then(
        (answer) => {
          entry.weight = weigh(answer);
          trim();
        },
        () => kept.get(key) === entry && kept.delete(key),
      );
    return entry.answer;
  };
}
