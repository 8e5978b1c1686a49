export { assembleSchema, printedSchema } from './assembleSchema.ts';
export { documentId, documentsFile, readDocuments, renderedDocuments } from './documents/documents.ts';
export { mayBeKept } from './kept/keptAnswers.ts';
export { LIMITS } from './limits/limits.ts';
export { measureDocument } from './limits/measureDocument.ts';
export { openLogger } from './openLogger.ts';
export type { Services } from './requestContext.ts';
export { type RunningService, startService } from './startService.ts';
