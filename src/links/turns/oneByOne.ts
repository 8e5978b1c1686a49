import type { Turn } from './Turn.ts';

/** Works one after the other, whatever asks for them at once, and lets others in between. */
export function oneByOne(turn: Turn): <T>(work: () => T) => Promise<T> {
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = before.then(async () => {
      if (turn.isOver()) await turn.end();
      return work();
    });
    before = done.catch(() => undefined);
    return done;
  };
}
