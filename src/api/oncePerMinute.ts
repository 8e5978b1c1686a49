import type { Clock } from '../config/index.ts';

export const MINUTE_MS = 60_000;

/** Refusals of one who floods us are kept once a minute: the others would fill the audit and say nothing new. */
export function oncePerMinute({ now }: Clock): (who: string) => boolean {
  const kept = new Map<string, number>();
  return (who) => {
    const minute = Math.floor(now().getTime() / MINUTE_MS);
    for (const [one, then] of kept) if (then < minute) kept.delete(one);
    if (kept.has(who)) return false;
    kept.set(who, minute);
    return true;
  };
}
