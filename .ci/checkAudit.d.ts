interface Exception {
  readonly advisory: string;
  readonly reason: string;
  readonly until: string;
}
export function judge(
  report: object,
  exceptions: readonly Exception[],
  today: string,
): {
  readonly unanswered?: string;
  readonly unexplained?: readonly object[];
  readonly stale?: readonly object[];
};
