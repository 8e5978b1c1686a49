import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { findJava } from '../machineTools.js';
import { adminArguments, adminEnvironment } from './javaCommand.ts';
import { forgetTool, noteTool } from './leftTool.ts';
import type { ServerHome } from './serverHome.ts';

export interface AdminRun {
  /** In the server's own notation. */
  readonly heap?: string | undefined;
  /** What it is given on its standard input. */
  readonly input?: Readable | undefined;
  /** Takes what it prints on its standard output. */
  readonly take?: ((output: Readable) => Promise<void>) | undefined;
}

/**
 * Runs a command of the server's admin tool, in a session of its own: Ctrl-C in our terminal ends us between two steps
 * and not the tool in the middle of one; whoever finds it at work without us ends it.
 * @throws LinchpinError MISSING_TOOL without Java, DISK_FULL, INTERNAL with its last words where it fails
 */
export async function runAdmin(
  place: ServerHome,
  command: readonly string[],
  { heap, input, take }: AdminRun = {},
): Promise<void> {
  const java = await findJava();
  if (java === undefined)
    throw new LinchpinError('MISSING_TOOL', 'Java 17 or newer was not found. Install it.');
  const child = spawn(java, adminArguments(place, command, heap), {
    env: adminEnvironment(place),
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  noteTool(place, child.pid);
  const ended = once(child, 'close').finally(() => forgetTool(place));
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  if (take === undefined) child.stdout.resume();
  // A tool that fails closes its input; its exit code says more than the broken pipe does.
  const given =
    input === undefined ? child.stdin.end() : pipeline(input, child.stdin).catch((error: unknown) => error);
  try {
    await take?.(child.stdout);
  } catch (error) {
    child.kill('SIGKILL');
    await ended;
    throw error;
  }
  const [[code], fault] = await Promise.all([ended, given]);
  if (code === 0 && !(fault instanceof Error)) return;
  const words = said.join('').trim().slice(-1000);
  if (/No space left/i.test(words))
    throw new LinchpinError('DISK_FULL', `No space is left for ${command.slice(0, 2).join(' ')}. Free some.`);
  throw new LinchpinError(
    'INTERNAL',
    `neo4j-admin ${command.slice(0, 2).join(' ')} ended with ${code}: ${words}`,
    { cause: fault },
  );
}
