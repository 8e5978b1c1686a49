export { type Audit, type AuditRecord, openAudit } from './audit/audit.ts';
export { redact } from './audit/redact.ts';
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
} from './markings/marking.ts';
export { listMarkings } from './markings/repository.ts';
export {
  ensureMarkings,
  requireMarking,
  seenBy,
  visibleAt,
  visibleMarkings,
} from './markings/visibleMarkings.ts';
export { authorise, FIELD_RIGHTS, holds, POLICY, ROLES, rightOf } from './policy.ts';
export { requirePurpose } from './purpose.ts';
export { issueDevelopmentToken, openVerifier, type TokenRequest, type Verifier } from './signIn/tokens.ts';
export { openPseudonyms, type Pseudonyms } from './victims/pseudonyms.ts';
