import { createHash } from 'node:crypto';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { BundleFile, FileCounts, ReferenceKind, StagedBundle } from '../types.ts';
import type { Manifest } from './manifest.ts';
import { problemsOf } from './problems.ts';
import { outsideQuery, settleReferences } from './settle.ts';
import { acceptedRows } from './stagedRows.ts';
import { aboutFile, type StagedFile } from './stageFile.ts';
import type { Staging } from './staging.ts';

/** The answers of a staging area whose keys are settled. */
export function stagedBundle(
  staging: Staging,
  manifest: Manifest,
  files: readonly StagedFile[],
  close: () => Promise<void>,
): StagedBundle {
  const { source, asOf, complete } = manifest;
  let settled = false;
  return {
    source,
    asOf,
    digest: digestOf(manifest, files),
    complete,
    async *outsideReferences(kind, batchSize) {
      for await (const batch of staging.batches(outsideQuery(kind), batchSize))
        yield batch.map(([id]) => String(id));
    },
    async *ownPersons(batchSize) {
      const query = `SELECT k FROM staged s JOIN parts p USING (part) ANTI JOIN outs ON outs.n = s.n WHERE p.file = 'persons.csv'`;
      for await (const batch of staging.batches(query, batchSize)) yield batch.map(([id]) => String(id));
    },
    erasedRows: () => erasedRowsOf(staging),
    settleReferences: async (known, erased = new Map()) => {
      if (settled) throw new LinchpinError('INTERNAL', 'The references of a bundle are settled once.');
      settled = true;
      for (const [kind, ids] of Object.entries(known) as [ReferenceKind, Iterable<string>][])
        for (const id of ids) staging.addKnown(kind, id);
      for (const [id, day] of erased) staging.addErased(id, day);
      await settleReferences(staging);
      if (asOf !== undefined) await remarkOnUnended(staging, complete, files);
    },
    rows: (file, batchSize) => acceptedRows(staging, file, batchSize),
    counts: () => countsOf(staging, files),
    problems: (kind) => problemsOf(staging, kind, files),
    markings: () => markingsOf(staging, files),
    unknownColumns: () => unknownColumnsOf(files),
    close,
  };
}

/** Over what was read and how, so that a zip and its folder, and files in another order, are the same bundle. */
function digestOf(manifest: Manifest, files: readonly StagedFile[]): string {
  const said = JSON.stringify(manifest, (_key, value: unknown) =>
    value instanceof Map ? [...value].sort(([a], [b]) => (a < b ? -1 : 1)) : value,
  );
  const hash = createHash('sha256').update(said);
  for (const { file, digest } of files) hash.update(`\n${file} ${digest}`);
  return hash.digest('hex');
}

/** A rejected row may restate a fact, so a complete file that has some cannot tell what is no longer stated. */
async function remarkOnUnended(
  staging: Staging,
  complete: readonly BundleFile[],
  files: readonly StagedFile[],
): Promise<void> {
  const [counts, erased] = [await countsOf(staging, files), await erasedRowsOf(staging)];
  for (const file of complete) {
    const rejected = (counts[file]?.rejected ?? 0) - (erased[file] ?? 0);
    const part = files.find((read) => read.file === file)?.part;
    if (rejected === 0 || part === undefined) continue;
    const problem = `is listed under complete, but ${rejected} of its rows were rejected, so nothing that it leaves out was ended`;
    staging.addProblem(
      'remark',
      part,
      aboutFile(problem, 'Correct the rows of rejected.csv and import again.'),
    );
  }
  staging.flush();
}

async function countsOf(
  staging: Staging,
  files: readonly StagedFile[],
): Promise<Partial<Record<BundleFile, FileCounts>>> {
  const staged = await staging.all(
    'SELECT file, count(*)::INTEGER AS n FROM staged JOIN parts USING (part) GROUP BY file',
  );
  const out = await staging.all(
    'SELECT file, state, count(*)::INTEGER AS n FROM outs JOIN staged USING (n) JOIN parts USING (part) GROUP BY ALL',
  );
  const cells = await staging.all(
    `SELECT file, count(*)::INTEGER AS n FROM problems JOIN parts USING (part) ANTI JOIN outs USING (n) WHERE sort = 'dropped' GROUP BY file`,
  );
  const of = (rows: readonly Record<string, unknown>[], file: string, state?: string) =>
    Number(rows.find((row) => row.file === file && row.state === state)?.n ?? 0);
  const present = [...new Set(files.map(({ file }) => file))];
  return Object.fromEntries(
    present.map((file) => {
      const read = files.filter((part) => part.file === file).reduce((sum, { rows }) => sum + rows, 0);
      const duplicate = of(out, file, 'duplicate');
      const accepted = of(staged, file) - duplicate - of(out, file, 'rejected') - of(out, file, 'erased');
      const rejected = read - accepted - duplicate;
      return [file, { read, accepted, duplicate, rejected, dropped: of(cells, file) }];
    }),
  );
}

async function erasedRowsOf(staging: Staging): Promise<Partial<Record<BundleFile, number>>> {
  const rows = await staging.all(
    `SELECT file, count(*)::INTEGER AS n FROM outs JOIN staged USING (n) JOIN parts USING (part) WHERE state = 'erased' GROUP BY file`,
  );
  return Object.fromEntries(rows.map(({ file, n }) => [String(file), Number(n)]));
}

async function markingsOf(staging: Staging, files: readonly StagedFile[]): Promise<readonly string[]> {
  const stated = [...new Set(files.flatMap(({ markings }) => [...markings]))].sort();
  const [only, ...more] = stated;
  const query =
    only !== undefined && more.length === 0
      ? `SELECT '${only}' AS marking WHERE EXISTS (FROM staged ANTI JOIN outs USING (n))`
      : `SELECT DISTINCT payload->>'marking' AS marking FROM staged ANTI JOIN outs USING (n) ORDER BY 1`;
  return (await staging.all(query)).map(({ marking }) => String(marking));
}

function unknownColumnsOf(files: readonly StagedFile[]): Partial<Record<BundleFile, readonly string[]>> {
  const unknown = new Map<BundleFile, readonly string[]>();
  for (const { file, unknownColumns } of files)
    if (unknownColumns.length > 0)
      unknown.set(file, [...new Set([...(unknown.get(file) ?? []), ...unknownColumns])]);
  return Object.fromEntries(unknown);
}
