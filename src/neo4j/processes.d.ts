/** A process, told apart from a later one with the same id by when it started. */
export interface ProcessMark {
  readonly pid: number;
  readonly started: string;
}
export function startOf(pid: number): string | undefined;
export function markOf(pid: number): ProcessMark;
export function isAlive(mark: ProcessMark): boolean;
