export { type OpenOptions, openBundle } from './openBundle.ts';
