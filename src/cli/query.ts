import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { purposeToHeader } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Register } from './deps.ts';

const answerSchema = z.object({ errors: z.array(z.unknown()).optional() });

export const registerQuery: Register = (program, { config, out, err, signal }) => {
  program
    .command('query')
    .description('run a GraphQL document against the running service, as the token in LINCHPIN_TOKEN')
    .argument('<file.graphql>')
    .option('--variables <json>', 'variables as JSON', '{}')
    .option('--url <url>', 'address of the service', `http://${config.host}:${config.port}`)
    .requiredOption('--purpose <text>', 'why, for the audit')
    .action(
      async (
        file: string,
        { variables, purpose, url }: { variables: string; purpose: string; url: string },
      ) => {
        const token = process.env.LINCHPIN_TOKEN;
        if (token === undefined || token === '')
          throw new LinchpinError(
            'UNAUTHENTICATED',
            'Put a token into LINCHPIN_TOKEN: export LINCHPIN_TOKEN=$(npx linchpin token --subject you --roles analyst)',
          );
        const query = await readFile(file, 'utf8').catch((cause: unknown) => {
          throw new LinchpinError('BAD_INPUT', `${file} cannot be read.`, { cause });
        });
        const response = await fetch(new URL('/graphql', url), {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${token}`,
            'x-linchpin-purpose': purposeToHeader(purpose),
          },
          body: JSON.stringify({ query, variables: parseVariables(variables) }),
          signal,
        }).catch((cause: unknown) => {
          throw new LinchpinError('UNAVAILABLE', `No service answers at ${url}. Start it with npm start.`, {
            cause,
          });
        });
        const answer: unknown = await response.json();
        out(JSON.stringify(answer, null, 2));
        if ((answerSchema.safeParse(answer).data?.errors ?? []).length > 0) {
          err('The answer has errors.');
          process.exitCode = 1;
        }
      },
    );
};

function parseVariables(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LinchpinError('BAD_INPUT', '--variables must be JSON.', { cause });
  }
}
