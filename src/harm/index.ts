export { ensureShippedEditions, type ImportedEdition, importEdition } from './loadEdition.ts';
export { createMatcher, type OffenceMatcher, type StatedType, type TypeMatch } from './matchOffenceType.ts';
export { foldTitle, normaliseCode } from './offenceCodes.ts';
export { offenceTypes } from './offenceTypes.ts';
export { editionDigest, listEditions } from './repository.ts';
export { table } from './tables.ts';
export { mapOffenceCode, openMatcher } from './unmatchedCodes.ts';
