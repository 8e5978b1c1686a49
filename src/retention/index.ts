export { type CorrectionNotice, correctionNotices, recordCorrection } from './corrections.ts';
export { decideRetention, type RetentionVerdict } from './decide.ts';
export { type Due, retentionDue } from './due.ts';
export { type ErasureGround, eraseRecord } from './erase/eraseRecord.ts';
export { type ForgetInAudit, finishErasures, watchErasures } from './erase/finishErasures.ts';
export { reinstateRecord } from './erase/reinstateRecord.ts';
export { ensureRetentionPolicy } from './policy.ts';
export { subjectAccess } from './subjectAccess.ts';
export { subjectAccessText } from './subjectAccessText.ts';
