import { type OperatorRules, readConfig } from '../../src/config/index.ts';

/** The rules of an operator who has laid down none. */
export const openRules: OperatorRules = readConfig({}, '/').rules;
