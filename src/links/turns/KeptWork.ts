import type { LinchpinError } from '../../errors/LinchpinError.ts';
import { unlessAborted } from '../../graph/index.ts';

/** In which long work waits: one piece of it is done at a time, whoever keeps what comes of it. */
export interface Line {
  last: Promise<unknown>;
}
export const newLine = (): Line => ({ last: Promise.resolve() });

interface Asked<T> {
  readonly found: Promise<T>;
  /** Until it is begun. What waits for nobody holds nothing of what it was to be done on. */
  work: (() => Promise<T>) | undefined;
  /** How many wait for it. */
  askers: number;
}

/**
 * Long work of which one is done at a time and the last few are kept, by key. Work that is begun is finished, for whoever
 * asks again; work that nobody waits for any more before its turn comes is given up.
 */
export class KeptWork<T> {
  private readonly kept = new Map<string, Asked<T>>();

  constructor(
    private readonly most: number,
    private readonly line: Line = newLine(),
  ) {}

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
      if (asked.askers === 0 && asked.work !== undefined) {
        asked.work = undefined;
        this.forget(key, asked);
      }
    }
  }

  private begin(key: string, work: () => Promise<T>, late: () => LinchpinError): Asked<T> {
    const found = this.line.last.then(() => {
      const begun = asked.work;
      asked.work = undefined;
      if (begun === undefined) throw late();
      return begun();
    });
    const asked: Asked<T> = { found, work, askers: 0 };
    this.line.last = found.then(
      () => undefined,
      () => this.forget(key, asked),
    );
    return asked;
  }

  private forget(key: string, asked: Asked<T>): void {
    if (this.kept.get(key) === asked) this.kept.delete(key);
  }
}
