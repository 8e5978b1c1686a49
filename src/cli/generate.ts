import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembleSchema, documentsFile, printedSchema, renderedDocuments } from '../api/index.ts';
import { projectRoot } from '../config/index.ts';
import { queryTypesFile, renderedQueryTypes } from '../graph/generate.ts';
import type { Register } from './deps.ts';

export const registerGenerate: Register = (program, { out, err }) => {
  program
    .command('generate')
    .description(
      'write what is made from other files: the types of the query catalogue, schema.graphql and documents.json',
    )
    .option('--check', 'write nothing; exit 1 where a file does not match')
    .action(async ({ check }: { check?: boolean }) => {
      const files: readonly (readonly [string, string])[] = [
        [queryTypesFile, renderedQueryTypes()],
        [join(projectRoot, 'schema.graphql'), printedSchema(await assembleSchema())],
        [documentsFile, renderedDocuments()],
      ];
      for (const [path, text] of files) {
        if (check !== true) writeFileSync(path, text);
        else if (readFileSync(path, 'utf8') !== text) {
          process.exitCode = 1;
          err(`${path} does not match its sources: run npm run generate`);
        } else out(`${path} matches`);
      }
    });
};
