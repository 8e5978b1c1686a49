import type { Turn } from './Turn.ts';

/** Long work that may be interrupted wherever it yields. */
export type Parts<T> = Generator<void, T, void>;

/** Does it all and lets others in between its parts. */
export async function inTurns<T>(parts: Parts<T>, turn: Turn): Promise<T> {
  for (;;) {
    const part = parts.next();
    if (part.done === true) return part.value;
    if (turn.isOver()) await turn.end();
  }
}

/** Does it all at once: where it is short. */
export function atOnce<T>(parts: Parts<T>): T {
  for (;;) {
    const part = parts.next();
    if (part.done === true) return part.value;
  }
}
