export { requirePerson, withOwnSight } from './acting.ts';
export type { AuditAction, AuditRecord } from './audit/AuditRecord.ts';
export { type Audit, openAudit } from './audit/audit.ts';
export { type AuditKey, auditKeyOf, openAuditKey } from './audit/auditKey.ts';
export { auditRequest } from './audit/auditRequest.ts';
export { anchorToday } from './audit/dayAnchor.ts';
export { eraseFromAudit } from './audit/eraseFromAudit.ts';
export { exportAudit } from './audit/exportAudit.ts';
export { holding } from './audit/idQuery.ts';
export { pruneAudit } from './audit/pruneAudit.ts';
export { readLooks } from './audit/readAudit.ts';
export type { Finding } from './audit/verify/Finding.ts';
export { verifyAudit } from './audit/verify/verifyAudit.ts';
export { sightOf } from './breakGlass/sightOf.ts';
export {
  type Caller,
  type Context,
  callOptions,
  type Grant,
  nameByStandIn,
  type Principal,
  touch,
} from './Caller.ts';
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
  clearanceOf,
  ensureMarkings,
  requireMarking,
  seenBy,
  visibleAt,
  visibleMarkings,
} from './markings/visibleMarkings.ts';
export { noneWhileAway } from './noneWhileAway.ts';
export { authorise, FIELD_RIGHTS, holds, POLICY, type Right, ROLES, rightOf, rightsOf } from './policy.ts';
export { purposeOfHeader, purposeToHeader, requirePurpose } from './purpose.ts';
export { requireReason } from './reason.ts';
export { issueDevelopmentToken, type TokenRequest } from './signIn/issueDevelopmentToken.ts';
export { openVerifier, type Verifier } from './signIn/openVerifier.ts';
export { openPseudonyms, type Pseudonyms } from './victims/pseudonyms.ts';
export { type About, scrubbed } from './victims/scrubbed.ts';
export { type RecordWords, scrubberOf } from './victims/scrubberOf.ts';
export { smallCells } from './victims/smallCells.ts';
export { wholeIds } from './wholeIds.ts';
