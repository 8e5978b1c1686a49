import { randomUUID } from 'node:crypto';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Problem, StagedBundle } from './types.ts';
import type { KeptMarking } from './write/sight.ts';

const COLUMNS = ['file', 'row', 'column', 'value', 'problem', 'remedy'];

/** Where the reports of an import may stand. */
export interface ReportPlace {
  /** The bundle: reports stand in the folder, or beside the zip. */
  readonly path: string;
  readonly reportFolder?: string | undefined;
  /** Where they go when that cannot be written to. */
  readonly workDirectory: string;
}

/**
 * Writes `rejected.csv` (rows that are out) and `warnings.csv` (cells that were dropped), where there are any. A report
 * of an earlier try is replaced or removed, so that it is never taken for this one's.
 * @returns paths of the files that were written
 * @throws LinchpinError DISK_FULL
 */
export async function writeReports(
  bundle: StagedBundle,
  jobId: string,
  place: ReportPlace,
  kept: readonly KeptMarking[],
): Promise<readonly string[]> {
  const folder = await writableFolder(place, jobId);
  const written: string[] = [];
  for (const [kind, name] of [
    ['rejected', 'rejected.csv'],
    ['dropped', 'warnings.csv'],
  ] as const) {
    const path = join(folder, name);
    const problems = withKept(bundle.problems(kind), kind === 'dropped' ? kept : []);
    const first = await problems.next();
    if (first.done === true) {
      if (await isReport(path)) await rm(path, { force: true });
      continue;
    }
    const rows = async function* () {
      yield* first.value;
      for await (const part of problems) yield* part;
    };
    await mkdir(folder, { recursive: true });
    await pipeline(
      Readable.from(rows()),
      stringify({ header: true, columns: COLUMNS }),
      createWriteStream(path),
    ).catch((cause: unknown) => {
      throw spaceError(cause, path);
    });
    written.push(path);
  }
  return written;
}

/** Problems of rows, and after them what people marked and rows state lower. */
async function* withKept(problems: AsyncGenerator<readonly Problem[]>, kept: readonly KeptMarking[]) {
  yield* problems;
  if (kept.length > 0) yield kept.map(keptProblem);
}

const keptProblem = ({ file, id, stated, standing }: KeptMarking): Problem => ({
  file,
  row: 0,
  column: 'marking',
  value: stated,
  problem: `${id} was marked ${standing} by a person, and stays so; the bundle states ${stated}`,
  remedy: 'Mark the row so, or have the marking set again by somebody with the right marking:set.',
});

async function writableFolder({ path, reportFolder, workDirectory }: ReportPlace, jobId: string) {
  const bundle = resolve(path);
  const beside = reportFolder ?? (bundle.toLowerCase().endsWith('.zip') ? dirname(bundle) : bundle);
  try {
    await mkdir(beside, { recursive: true });
    await access(beside, constants.W_OK);
    return beside;
  } catch {
    return join(workDirectory, 'imports', `${jobId.replace(/[^\w.-]/g, '-')}-${randomUUID().slice(0, 8)}`);
  }
}

/** Whether a file is a report of ours: somebody's own file of that name stays. */
async function isReport(path: string): Promise<boolean> {
  const file = createReadStream(path, { end: 200 });
  try {
    for await (const line of createInterface({ input: file })) return line === COLUMNS.join(',');
    return false;
  } catch {
    return false;
  } finally {
    file.destroy();
  }
}

function spaceError(cause: unknown, path: string): unknown {
  if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC')) return cause;
  return new LinchpinError('DISK_FULL', `No space is left to write ${path}. Make room and import again.`, {
    cause,
  });
}
