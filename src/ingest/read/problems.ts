import type { Problem } from '../types.ts';
import type { StagedFile } from './stageFile.ts';
import type { Staging } from './staging.ts';

const BATCH = 2_000;

/**
 * Problems in the words of the files as they are on disk, in file and row order: one line for each rejected row (what
 * else is wrong with it stands in the same line), one for each cell dropped from an accepted row, and remarks.
 */
export async function* problemsOf(
  staging: Staging,
  kind: 'rejected' | 'dropped',
  files: readonly StagedFile[],
): AsyncGenerator<readonly Problem[]> {
  const which =
    kind === 'rejected'
      ? `sort = 'rejected'`
      : `sort = 'remark' OR (sort = 'dropped' AND NOT EXISTS (FROM outs o WHERE o.n = p.n))`;
  const query = `
    SELECT part, name, row_no, col, cell, problem, remedy FROM problems p JOIN parts USING (part) WHERE ${which}
    ORDER BY part, row_no, col, cell, problem`;
  const headers = new Map(files.map((file) => [file.part, file.headers]));
  let last: Problem | undefined;
  for await (const batch of staging.batches(query, BATCH)) {
    const ready: Problem[] = [];
    for (const [part, name, row, column, value, problem, remedy] of batch) {
      const next: Problem = {
        file: String(name),
        row: Number(row),
        column: headers.get(Number(part))?.get(String(column)) ?? String(column),
        value: String(value),
        problem: String(problem),
        remedy: String(remedy),
      };
      const same = kind === 'rejected' && last?.file === next.file && last.row === next.row;
      if (same && last !== undefined) last = withAlso(last, next);
      else {
        if (last !== undefined) ready.push(last);
        last = next;
      }
    }
    yield ready;
  }
  if (last !== undefined) yield [last];
}

function withAlso(first: Problem, other: Problem): Problem {
  return { ...first, problem: `${first.problem}; also ${other.column} "${other.value}" ${other.problem}` };
}
