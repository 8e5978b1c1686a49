import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../config/projectRoot.ts';
import { loadCatalogue } from './loadCatalogue.ts';
import { renderQueryTypes } from './renderQueryTypes.ts';

/** Where the generated types of the catalogue are kept. */
export const queryTypesFile: string = join(projectRoot, 'src/graph/queries.generated.ts');

/** What that file is to hold. */
export const renderedQueryTypes = (): string => renderQueryTypes(loadCatalogue());

// The types of new queries are needed before anything that uses them compiles, so this file also runs by itself.
if (process.argv[1]?.endsWith('src/graph/generate.ts')) writeFileSync(queryTypesFile, renderedQueryTypes());
