import type { OrderRow } from './repository.ts';

/** Whether an order is in force on a day; undefined where it states no day at all. */
export function inForce({ from, to }: Pick<OrderRow, 'from' | 'to'>, day: string): boolean | undefined {
  if (from === null && to === null) return undefined;
  return (from === null || from <= day) && (to === null || day <= to);
}
