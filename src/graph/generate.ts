import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../config/projectRoot.ts';
import { loadCatalogue } from './loadCatalogue.ts';
import { renderQueryTypes } from './renderQueryTypes.ts';

/** Where the generated types of the catalogue are kept. */
export const queryTypesFile: string = join(projectRoot, 'src/graph/queries.generated.ts');

if (process.argv[1]?.endsWith('generate.ts'))
  writeFileSync(queryTypesFile, renderQueryTypes(loadCatalogue()));
