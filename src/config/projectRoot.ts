import { fileURLToPath } from 'node:url';

/** Absolute path of the project (where `package.json` and `cypher/` are), wherever it is installed. */
export const projectRoot: string = fileURLToPath(new URL('../..', import.meta.url));
