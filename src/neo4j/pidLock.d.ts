export interface PidLockOptions {
  /** Called once when another living process holds the lock. */
  readonly onWait?: ((pid: number) => void) | undefined;
  readonly timeoutMs?: number | undefined;
}
export function withPidLock<T>(path: string, work: () => Promise<T>, options?: PidLockOptions): Promise<T>;
