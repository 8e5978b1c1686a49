import { projectRoot, readConfig, type ServiceSettings } from '../config/index.ts';
import type { Services } from './requestContext.ts';

/** What the service allows each caller; what was not said is as the configuration has it by itself. */
export const settingsOf = ({ settings }: Pick<Services, 'settings'>): ServiceSettings => ({
  ...readConfig({}, projectRoot).service,
  ...settings,
});
