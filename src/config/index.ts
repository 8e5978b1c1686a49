export { type Clock, londonDate, systemClock } from './clock.ts';
export { projectRoot } from './projectRoot.ts';
export { type AuthSettings, type Config, type NeoSettings, readConfig } from './readConfig.ts';
