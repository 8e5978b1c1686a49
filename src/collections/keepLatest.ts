/** Answers by key, the latest asked for kept; a failure is not. */
export type Kept<V> = (key: string, make: () => Promise<V>) => Promise<V>;

/** Keeps at most so many answers: what was asked for least lately goes first. Who asks while one is made waits for it. */
export function keepLatest<V>(most: number): Kept<V> {
  const kept = new Map<string, Promise<V>>();
  return (key, make) => {
    const answer = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, answer);
    for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - most))) kept.delete(old);
    answer.catch(() => kept.get(key) === answer && kept.delete(key));
    return answer;
  };
}
