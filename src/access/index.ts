export { type Audit, type AuditRecord, openAudit } from './audit.ts';
export { type Caller, type Context, callOptions, type Principal, touch } from './Caller.ts';
export { decodeCursor, encodeCursor, MAX_PAGE, type Page, pageOf, pageSize } from './keyset.ts';
export {
  BASE_MARKING,
  compareMarkings,
  dominates,
  joinMarkings,
  LEVELS,
  markingId,
  parseMarking,
} from './marking.ts';
export { authorise, FIELD_RIGHTS, POLICY, ROLES, rightOf } from './policy.ts';
export { openPseudonyms, type Pseudonyms } from './pseudonyms.ts';
export { requirePurpose } from './purpose.ts';
export { redact } from './redact.ts';
export { issueDevelopmentToken, openVerifier, type TokenRequest, type Verifier } from './tokens.ts';
export {
  ensureMarkings,
  listMarkings,
  requireMarking,
  seenBy,
  visibleAt,
  visibleMarkings,
} from './visibleMarkings.ts';
