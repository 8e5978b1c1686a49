import type { LinchpinError } from '../errors/LinchpinError.ts';
import { unlessAborted } from '../graph/index.ts';

interface Asked<T> {
  readonly found: Promise<T>;
  /** How many wait for it. */
  askers: number;
}

/**
 * Long work of which one is done at a time and the last few are kept, by key. Work that is begun is finished, for whoever
 * asks again; work for which nobody waits when its turn comes is not begun.
 */
export class InTurn<T> {
  private readonly kept = new Map<string, Asked<T>>();
  private before: Promise<unknown> = Promise.resolve();

  constructor(private readonly most: number) {}

  /** @throws `late` where the question's time is over first, and whatever `work` throws; the next who asks tries again */
  async ask(key: string, work: () => Promise<T>, signal: AbortSignal, late: () => LinchpinError): Promise<T> {
    const asked = this.kept.get(key) ?? this.begin(key, work, late);
    // The one asked for least lately goes first.
    this.kept.delete(key);
    this.kept.set(key, asked);
    for (const old of this.kept.keys()) if (this.kept.size > this.most) this.kept.delete(old);
    asked.askers += 1;
    try {
      return await unlessAborted(asked.found, signal, late());
    } finally {
      asked.askers -= 1;
    }
  }

  private begin(key: string, work: () => Promise<T>, late: () => LinchpinError): Asked<T> {
    const found = this.before.then(() => {
      if (asked.askers === 0) throw late();
      return work();
    });
    const asked: Asked<T> = { found, askers: 0 };
    this.before = found.catch(() => {
      if (this.kept.get(key) === asked) this.kept.delete(key);
    });
    return asked;
  }
}
