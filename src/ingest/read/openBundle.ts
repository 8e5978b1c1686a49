import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import levenshtein from 'fastest-levenshtein';
import { type Clock, londonDate } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { OffenceMatcher } from '../../harm/index.ts';
import {
  BUNDLE_FILES,
  type BundleFile,
  type FileCounts,
  type Mention,
  type ReferenceKind,
  type RowBase,
  type RowOf,
  type StagedBundle,
} from '../types.ts';
import { openFolder } from './bundleFolder.ts';
import { type CsvFile, openCsv } from './csvRows.ts';
import type { FileReader } from './files/FileReader.ts';
import { fileReaders } from './files/index.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { RowCells, type RowContext } from './RowCells.ts';
import { outsideQuery, rowsQuery, settleKeys, settleReferences } from './settle.ts';
import { Staging, stagingError } from './staging.ts';

export interface OpenOptions {
  readonly mapFile?: string | undefined;
  readonly clock: Clock;
  /** Where the staging area is made; it is removed by `close()`. */
  readonly workDirectory: string;
  readonly matchOffenceType: OffenceMatcher;
  readonly onProgress?:
    | ((file: string, rowsRead: number, bytesRead: number, bytesTotal: number) => void)
    | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reports of an earlier run may lie beside the files that were corrected. */
const OWN_REPORTS = new Set(['rejected.csv', 'warnings.csv', 'manifest.yaml', 'manifest.yml', 'SOURCE.txt']);

/**
 * Reads, checks and stages a bundle (a folder or a zip of it). Nothing touches the graph.
 * @throws LinchpinError NOT_A_BUNDLE, BAD_BUNDLE (a file cannot be read as a whole), DISK_FULL, CANCELLED
 */
export async function openBundle(path: string, options: OpenOptions): Promise<StagedBundle> {
  const work = join(options.workDirectory, `staging-${randomUUID()}`);
  await mkdir(work, { recursive: true });
  let staging: Staging | undefined;
  try {
    const folder = await openFolder(path, work);
    const manifest = await manifestOf(folder.files, folder.name, options.mapFile);
    const named = [...folder.files].map(([name, file]) => ({
      name,
      target: manifest.files[name] ?? name,
      ...file,
    }));
    const present = BUNDLE_FILES.flatMap((file) => named.filter(({ target }) => target === file));
    if (present.length === 0)
      throw new LinchpinError(
        'NOT_A_BUNDLE',
        `${path} holds no file of the import bundle (looked for ${BUNDLE_FILES.slice(0, 4).join(', ')} ...). Rename the files, or map them under files in manifest.yaml.`,
      );
    for (const name of Object.keys(manifest.files))
      if (!folder.files.has(name))
        throw new LinchpinError('BAD_BUNDLE', `manifest.yaml: files: there is no ${name} in the bundle.`);
    staging = await Staging.open(work);
    const reading = new Reading(staging, manifest, options);
    for (const { name } of named.filter(
      ({ name, target }) => !OWN_REPORTS.has(name) && !BUNDLE_FILES.some((file) => file === target),
    ))
      reading.note(
        name,
        'is no file of the bundle and was not read',
        'Rename it, or map it under files in manifest.yaml.',
      );
    for (const { name, target, path: file, bytes } of present)
      await reading.readFile(target as BundleFile, name, file, bytes);
    await reading.settle();
    return reading.bundle(async () => {
      staging?.close();
      await rm(work, { recursive: true, force: true });
    });
  } catch (error) {
    staging?.close();
    await rm(work, { recursive: true, force: true });
    throw stagingError(error);
  }
}

async function manifestOf(
  files: ReadonlyMap<string, { path: string }>,
  folderName: string,
  mapFile: string | undefined,
): Promise<Manifest> {
  const paths = [files.get('manifest.yaml')?.path ?? files.get('manifest.yml')?.path, mapFile].filter(
    (path) => path !== undefined,
  );
  const texts = await Promise.all(
    paths.map(async (path) => ({
      name: path === mapFile ? path : 'manifest.yaml',
      text: await readFile(path, 'utf8').catch((cause: unknown) => {
        throw new LinchpinError('BAD_INPUT', `--map: ${path} cannot be read.`, { cause });
      }),
    })),
  );
  return readManifest(texts, folderName);
}

class Reading {
  private readonly staging: Staging;
  private readonly manifest: Manifest;
  private readonly options: OpenOptions;
  private readonly readers: ReturnType<typeof fileReaders>;
  private readonly read = new Map<BundleFile, number>();
  private readonly unknown = new Map<BundleFile, readonly string[]>();
  private readonly digests: string[] = [];
  private readonly today: string;
  private settled = false;

  constructor(staging: Staging, manifest: Manifest, options: OpenOptions) {
    this.staging = staging;
    this.manifest = manifest;
    this.options = options;
    this.readers = fileReaders(manifest, options.matchOffenceType);
    const today = londonDate(options.clock.now());
    this.today = manifest.asOf !== undefined && manifest.asOf > today ? manifest.asOf : today;
  }

  /** A remark on a file as a whole. */
  note(file: string, problem: string, remedy: string): void {
    this.staging.addProblem('dropped', { file, row: 0, column: '', value: '', problem, remedy });
  }

  async readFile(file: BundleFile, name: string, path: string, bytes: number): Promise<void> {
    const csv = await openCsv(name, path, this.options.signal);
    this.read.set(file, this.read.get(file) ?? 0);
    if (csv === undefined) {
      this.note(name, 'is empty: it has not even a header', 'Write the header, or take the file out.');
      this.digests.push(`${file} empty`);
      return;
    }
    const context = this.contextOf(file, name, csv);
    const reader: FileReader<RowBase> = this.readers[file];
    let rows = 0;
    for await (const { row, cells } of csv.rows) {
      rows = row;
      this.stageRow(reader, context, row, cells);
      if (row % 5_000 === 0) this.options.onProgress?.(file, row, csv.bytesRead(), bytes);
    }
    this.options.onProgress?.(file, rows, bytes, bytes);
    this.read.set(file, (this.read.get(file) ?? 0) + rows);
    this.digests.push(`${file} ${csv.digest()}`);
  }

  private contextOf(file: BundleFile, name: string, csv: CsvFile): RowContext {
    const reader = this.readers[file];
    const known = [...reader.columns, 'marking'];
    const map = this.manifest.columns[file] ?? {};
    for (const [theirs, ours] of Object.entries(map)) {
      if (!known.includes(ours))
        throw badColumns(
          name,
          `columns maps "${theirs}" to "${ours}", which ${file} does not have${hint(ours, known)}`,
        );
      if (!csv.header.includes(theirs))
        throw badColumns(
          name,
          `columns maps "${theirs}", which its header does not have${hint(theirs, csv.header)}`,
        );
    }
    const columns = csv.header.map((header) => map[header] ?? (known.includes(header) ? header : undefined));
    for (const column of reader.required) {
      if (columns.includes(column)) continue;
      const near = csv.header.find(
        (header, index) => columns[index] === undefined && closeTo(header, column),
      );
      const remedy =
        near === undefined ? 'Add it, or map one of its columns to it' : `If "${near}" is it, map it`;
      throw badColumns(
        name,
        `the required column ${column} is missing. ${remedy} under columns in manifest.yaml`,
      );
    }
    const strange = csv.header.filter((header, index) => columns[index] === undefined && header !== '');
    if (strange.length > 0) {
      this.unknown.set(file, strange);
      this.note(
        name,
        `has columns nobody knows (kept with each row): ${strange.join(', ')}`.slice(0, 400),
        'Map them under columns in manifest.yaml if they are ours.',
      );
    }
    return { file, manifest: this.manifest, columns, header: csv.header, today: this.today };
  }

  private stageRow(
    reader: FileReader<RowBase>,
    context: RowContext,
    row: number,
    cells: readonly string[],
  ): void {
    if (cells.length !== context.header.length) {
      this.staging.addProblem('rejected', {
        file: context.file,
        row,
        column: '',
        value: cells.join(',').slice(0, 200),
        problem: `has ${cells.length} cells, the header ${context.header.length}`,
        remedy: 'Quote cells that hold commas; give every row as many cells as the header.',
      });
      return;
    }
    const values = new RowCells(context, row, cells);
    const marking = values.marking();
    const { key, row: draft, latest, weight } = reader.read(values);
    for (const problem of values.problems)
      this.staging.addProblem(values.rejected ? 'rejected' : 'dropped', problem);
    if (values.rejected) return;
    const payload = JSON.stringify({ ...draft, marking, extra: values.extra() });
    this.staging.addRow(context.file, { row, key, payload, latest, weight, references: values.references });
  }

  async settle(): Promise<void> {
    await settleKeys(this.staging, new Map(BUNDLE_FILES.map((file) => [file, this.readers[file].repeated])));
  }

  bundle(close: () => Promise<void>): StagedBundle {
    const { staging, manifest } = this;
    const { source, asOf, complete } = manifest;
    const digest = createHash('sha256')
      .update(JSON.stringify({ manifest, files: [...this.digests].sort() }))
      .digest('hex');
    return {
      source,
      asOf,
      digest,
      complete,
      async *outsideReferences(kind, batchSize) {
        for await (const batch of staging.batches(outsideQuery(kind), batchSize))
          yield batch.map(([id]) => String(id));
      },
      settleReferences: async (known) => {
        if (this.settled) return;
        this.settled = true;
        for (const [kind, ids] of Object.entries(known)) await this.learn(kind as ReferenceKind, ids);
        await settleReferences(staging);
      },
      rows: (file, batchSize) => this.rows(file, batchSize),
      counts: () => this.counts(),
      async *problems(kind) {
        const query = `SELECT file, row_no, col, cell, problem, remedy FROM problems WHERE sort = '${kind}' ORDER BY file, row_no, col, cell, problem`;
        for await (const batch of staging.batches(query, 2_000))
          yield batch.map(([file, row, column, value, problem, remedy]) => ({
            file: String(file),
            row: Number(row),
            column: String(column),
            value: String(value),
            problem: String(problem),
            remedy: String(remedy),
          }));
      },
      markings: async () => {
        const rows = await staging.all("SELECT DISTINCT payload->>'marking' AS marking FROM settled");
        return rows.map(({ marking }) => String(marking));
      },
      unknownColumns: () => Object.fromEntries(this.unknown),
      close,
    };
  }

  private async learn(kind: ReferenceKind, ids: Iterable<string>): Promise<void> {
    const appender = await this.staging.connection.createAppender('known');
    for (const id of ids) {
      appender.appendVarchar(kind);
      appender.appendVarchar(id);
      appender.endRow();
    }
    appender.closeSync();
  }

  private async *rows<F extends BundleFile>(file: F, batchSize: number): AsyncGenerator<readonly RowOf[F][]> {
    for await (const batch of this.staging.batches(rowsQuery(file), batchSize))
      yield batch.map(([payload, hash, weight, gone, named]) => {
        const row: Record<string, unknown> = JSON.parse(String(payload));
        row.hash = hash;
        if (file === 'associations.csv' && typeof weight === 'number') row.weight = weight;
        if (typeof named === 'string') row.mentions = mentionsOf(named);
        else if (file === 'intelligence.csv') row.mentions = [];
        if (typeof gone === 'string') dropReferences(row, gone);
        return row as unknown as RowOf[F];
      });
  }

  private async counts(): Promise<Partial<Record<BundleFile, FileCounts>>> {
    const staged = await this.staging.all(
      'SELECT file, state, count(*)::INTEGER AS n FROM settled GROUP BY ALL',
    );
    const dropped = await this.staging.all(
      `SELECT p.file, count(*)::INTEGER AS n FROM problems p JOIN settled s ON s.file = p.file AND s.row_no = p.row_no AND s.state <> 'rejected' WHERE p.sort = 'dropped' GROUP BY ALL`,
    );
    const counts: Partial<Record<BundleFile, FileCounts>> = {};
    for (const [file, read] of this.read) {
      const of = (state: string) =>
        Number(staged.find((row) => row.file === file && row.state === state)?.n ?? 0);
      const [accepted, duplicate] = [of('ok'), of('duplicate')];
      const cells = Number(dropped.find((row) => row.file === file)?.n ?? 0);
      counts[file] = { read, accepted, duplicate, rejected: read - accepted - duplicate, dropped: cells };
    }
    return counts;
  }
}

/** Name of the row property that a column's reference became. */
const PROPERTY: Readonly<Record<string, string>> = {
  location_id: 'locationId',
  victim_id: 'victimId',
  offence_ids: 'offenceIds',
  person_id: 'personId',
  person_ids: 'personIds',
  other_person_id: 'otherPersonId',
  protects_person_id: 'protectsPersonId',
};

function dropReferences(row: Record<string, unknown>, gone: string): void {
  for (const part of gone.split('\u001e')) {
    const [column = '', id] = part.split('\u001f');
    const property = PROPERTY[column];
    if (property === undefined) continue;
    const value = row[property];
    if (Array.isArray(value)) row[property] = value.filter((item) => item !== id);
    else delete row[property];
  }
}

function mentionsOf(named: string): readonly Mention[] {
  const mentions = named.split('\u001e').map((part) => {
    const [kind, id = ''] = part.split('\u001f');
    return { kind: kind as Mention['kind'], id };
  });
  const clear = mentions.filter(({ id }) => mentions.filter((other) => other.id === id).length === 1);
  return clear.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function badColumns(file: string, problem: string): LinchpinError {
  return new LinchpinError('BAD_BUNDLE', `${file}: ${problem}.`, { place: { file, row: 0 } });
}

function hint(name: string, known: readonly string[]): string {
  const near = known.find((candidate) => closeTo(candidate, name));
  return near === undefined ? '' : ` (did you mean "${near}"?)`;
}

function closeTo(a: string, b: string): boolean {
  const fold = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const [one, two] = [fold(a), fold(b)];
  return one.includes(two) || (one.length > 2 && two.includes(one)) || levenshtein.distance(one, two) <= 2;
}
