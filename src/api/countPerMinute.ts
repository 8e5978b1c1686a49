import type { Clock } from '../config/index.ts';
import { MINUTE_MS } from './oncePerMinute.ts';

/** How one more of somebody is dealt with: as usual; as too many, which is audited; as too many, which was audited already. */
export type Manner = 'usual' | 'audited' | 'quiet';

/** Counts what each does in a minute, from the first that they do; beyond the limit it is audited once a minute. */
export function countPerMinute({ now }: Clock, limit: number): (who: string) => Manner {
  const minutes = new Map<string, { readonly ends: number; number: number }>();
  return (who) => {
    const at = now().getTime();
    // They end in the order in which they began.
    for (const [one, { ends }] of minutes) {
      if (ends > at) break;
      minutes.delete(one);
    }
    const minute = minutes.get(who) ?? { ends: at + MINUTE_MS, number: 0 };
    minute.number += 1;
    minutes.set(who, minute);
    if (minute.number <= limit) return 'usual';
    return minute.number === limit + 1 ? 'audited' : 'quiet';
  };
}
