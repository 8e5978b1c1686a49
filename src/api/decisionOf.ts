import type { AuditRecord } from '../access/index.ts';

/** What the audit says of an answer with these error codes. */
export function decisionOf(codes: readonly unknown[]): AuditRecord['decision'] {
  if (codes.includes('FORBIDDEN')) return 'REFUSED';
  return codes.length > 0 ? 'FAILED' : 'ALLOWED';
}
