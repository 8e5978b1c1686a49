export { type Clock, hoursAfter, londonDate, londonTime, systemClock } from './clock.ts';
export type { OperatorRules } from './operatorRules.ts';
export { packageVersion } from './packageVersion.ts';
export { projectRoot } from './projectRoot.ts';
export { type Config, type NeoSettings, readConfig } from './readConfig.ts';
export type { ServiceSettings } from './serviceSettings.ts';
export type { AuthSettings, ClaimPaths } from './signInSettings.ts';
