export { assembleSchema, printedSchema } from './assembleSchema.ts';
export type { Services } from './requestContext.ts';
export { type RunningService, startService } from './startService.ts';
