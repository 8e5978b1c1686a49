import type { Caller } from '../Caller.ts';

/** What was done, in the words of DPA 2018 s62; NONE where nothing was (a refused sign-in, the audit's own care). */
export type AuditAction =
  | 'COLLECTION'
  | 'ALTERATION'
  | 'CONSULTATION'
  | 'DISCLOSURE'
  | 'COMBINATION'
  | 'ERASURE'
  | 'NONE';

export type AuditDecision = 'ALLOWED' | 'REFUSED' | 'FAILED';

/** What is kept of one request or command (DPA 2018 s62: who, when, why, what). */
export interface AuditRecord {
  /** `visible`: what the entry is marked by, together with what was touched; absent for who is not signed in. */
  readonly principal: Pick<Caller, 'subject' | 'roles' | 'breakGlass'> & {
    readonly visible?: readonly string[];
  };
  readonly purpose: string;
  readonly action: AuditAction;
  readonly operation: string;
  readonly decision: AuditDecision;
  readonly requestId: string;
  /** Ids of what the answer shows. */
  readonly ids: readonly string[];
  /** Ids that were asked for, whether or not anything was shown. */
  readonly named?: readonly string[];
  readonly resultCount: number;
  /** Arguments, already redacted, as JSON. */
  readonly variables: string;
  /** Where it does not follow from what was touched. */
  readonly marking?: string;
}
