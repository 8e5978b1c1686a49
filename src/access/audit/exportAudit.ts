import { createHash } from 'node:crypto';
import { open, rename } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { Graph } from '../../graph/index.ts';
import { MAX_PAGE, type Page } from '../keyset.ts';
import { type AuditFilter, readEntries, readLooks } from './readAudit.ts';

export interface ExportRequest {
  readonly graph: Graph;
  readonly visible: readonly string[];
  readonly filter: AuditFilter;
  /** Only who was shown this or asked for it. */
  readonly id?: string | undefined;
  readonly file: string;
}

const ENTRY_COLUMNS = [
  'at',
  'subject',
  'roles',
  'purpose',
  'action',
  'operation',
  'decision',
  'requestId',
  'arguments',
  'ids',
  'resultCount',
  'marking',
  'id',
];
const LOOK_COLUMNS = ['at', 'subject', 'roles', 'purpose', 'action', 'operation', 'decision', 'shown', 'id'];

/**
 * Writes entries as CSV, newest first, page by page; the file is there only when it is whole.
 * @returns how many rows it has, and its SHA-256
 * @throws LinchpinError BAD_INPUT where it cannot be written
 */
export async function exportAudit(
  request: ExportRequest,
): Promise<{ readonly rows: number; readonly digest: string }> {
  const { file, id } = request;
  const draft = `${file}.part`;
  const out = await open(draft, 'w', 0o600).catch((cause: unknown) => {
    throw new LinchpinError('BAD_INPUT', `${file} cannot be written.`, {
      place: { argument: 'out' },
      cause,
    });
  });
  const digest = createHash('sha256');
  let rows = 0;
  try {
    const write = async (lines: readonly (readonly string[])[]) => {
      // A cell that a spreadsheet would run as a formula is made text.
      const text = stringify([...lines], { escape_formulas: true, record_delimiter: 'windows' });
      digest.update(text);
      await out.writeFile(text);
    };
    await write([id === undefined ? ENTRY_COLUMNS : LOOK_COLUMNS]);
    for await (const lines of id === undefined ? entryPages(request) : lookPages(request, id)) {
      rows += lines.length;
      await write(lines);
    }
    await out.sync();
  } finally {
    await out.close();
  }
  await rename(draft, file);
  return { rows, digest: digest.digest('hex') };
}

type Lines = readonly (readonly string[])[];

const entryPages = ({ graph, visible, filter }: ExportRequest) =>
  pages(
    (after) => readEntries(graph, visible, filter, { first: MAX_PAGE, after }),
    (row) => [
      new Date(row.at).toISOString(),
      row.subject,
      row.roles.join(';'),
      row.purpose,
      row.action,
      row.operation,
      row.decision,
      row.requestId,
      row.variables,
      row.ids.join(';'),
      String(row.resultCount),
      row.marking,
      row.hash,
    ],
  );

const lookPages = ({ graph, visible, filter }: ExportRequest, id: string) =>
  pages(
    (after) => readLooks(graph, visible, id, filter, { first: MAX_PAGE, after }),
    (row) => [
      new Date(row.at).toISOString(),
      row.subject,
      row.roles.join(';'),
      row.purpose,
      row.action,
      row.operation,
      row.decision,
      String(row.shown),
      row.hash,
    ],
  );

async function* pages<T>(
  read: (after: string | null) => Promise<Page<T>>,
  lineOf: (row: T) => readonly string[],
): AsyncGenerator<Lines> {
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo }: Page<T> = await read(after);
    if (edges.length > 0) yield edges.map(({ node }) => lineOf(node));
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
}
