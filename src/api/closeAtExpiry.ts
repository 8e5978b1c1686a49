import type { Clock } from '../config/index.ts';

/** Longest wait of one timer. */
const MOST_MS = 2 ** 31 - 1;

interface Closable {
  once(event: 'close', listener: () => void): unknown;
}

/** Calls `close` at the second a connection's token ends, whether anything is sent over it or not. */
export function closeAtExpiry(
  socket: Closable,
  expiresAt: Date | undefined,
  clock: Clock,
  close: () => void,
): void {
  if (expiresAt === undefined) return;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = expiresAt.getTime() - clock.now().getTime();
    if (left <= 0) return close();
    timer = setTimeout(wait, Math.min(left, MOST_MS));
    timer.unref();
  };
  socket.once('close', () => clearTimeout(timer));
  wait();
}
