export { type ImportProgress, type ImportReport, type ImportRequest, importBundle } from './importBundle.ts';
