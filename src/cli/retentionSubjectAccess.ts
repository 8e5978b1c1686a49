import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { subjectAccess, subjectAccessText } from '../retention/index.ts';
import type { CliDeps } from './deps.ts';

interface SubjectAccessOptions {
  readonly out: string;
  readonly upTo: string;
  readonly sayExempt?: boolean;
  readonly nameRecipients?: boolean;
  readonly purpose: string;
}

/** `linchpin retention subject-access`. */
export function registerSubjectAccess(retention: Command, deps: CliDeps): void {
  retention
    .command('subject-access')
    .description('write everything that is held about one person: <file>.json and, to read, <file>.md')
    .argument('<person id>')
    .requiredOption('--out <file>', 'without an ending; a file that is there is not replaced')
    .option('--up-to <marking>', 'what is marked above is withheld', 'OFFICIAL')
    .option(
      '--say-exempt',
      'say how much is withheld for its marking; leave it out where the law lets you neither confirm nor deny',
    )
    .option('--name-recipients', 'name who was shown it, in place of their roles')
    .requiredOption('--purpose <text>', 'why, such as the number of the request; kept in the audit')
    .action((personId: string, options: SubjectAccessOptions) => write(personId, options, deps));
}

async function write(personId: string, options: SubjectAccessOptions, deps: CliDeps): Promise<void> {
  const { withGraph, clock, out } = deps;
  const access = await withGraph(
    { name: 'retention subject-access', purpose: options.purpose, action: 'DISCLOSURE' },
    async ({ graph, caller, touch }) => {
      const { upTo, sayExempt = false, nameRecipients = false } = options;
      const found = await subjectAccess(graph, { personId, upTo, sayExempt, nameRecipients }, caller, clock);
      touch([personId, ...new Set(found.held.flatMap(({ recordId }) => recordId ?? []))]);
      return found;
    },
  );
  // What is written has been audited.
  await save(`${options.out}.json`, `${JSON.stringify(access, null, 2)}\n`);
  await save(`${options.out}.md`, subjectAccessText(access));
  out(`${options.out}.json and ${options.out}.md: ${access.held.length} facts`);
}

async function save(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    const there = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    throw new LinchpinError(
      'BAD_INPUT',
      `--out: ${path} ${there ? 'is there already.' : 'cannot be written.'}`,
      {
        cause,
      },
    );
  }
}
