import type { Caller } from '../../access/index.ts';
import type { Clock } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { findRun } from '../runs/findRun.ts';
import { csvOf } from './csvOf.ts';
import { pdfOf } from './pdfOf.ts';
import { type RunSheet, runSheet } from './RunSheet.ts';
import { xlsxOf } from './xlsxOf.ts';

interface Form {
  readonly type: string;
  readonly write: (sheet: RunSheet) => Promise<Buffer>;
}

const FORMS: Readonly<Record<string, Form>> = {
  csv: { type: 'text/csv; charset=utf-8', write: async (sheet) => Buffer.from(csvOf(sheet)) },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: xlsxOf },
  pdf: { type: 'application/pdf', write: pdfOf },
};
export const EXPORT_FORMATS: readonly string[] = Object.keys(FORMS);

export interface Export {
  readonly fileName: string;
  readonly type: string;
  readonly body: Buffer;
  /** Who is in it, for the audit. */
  readonly personIds: readonly string[];
}

/**
 * A stored run as a file to take away, marked with the reader's name.
 * @param namesOf names of the listed, as the caller may see them
 * @throws LinchpinError NOT_FOUND (run), BAD_INPUT (format)
 */
export async function exportRun(
  graph: Graph,
  { id, format }: { readonly id: string; readonly format: string },
  caller: Pick<Caller, 'visible' | 'subject'>,
  namesOf: (personIds: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>,
  clock: Clock,
  options?: CallOptions,
): Promise<Export> {
  const form = FORMS[format];
  if (form === undefined)
    throw new LinchpinError(
      'BAD_INPUT',
      `format must be one of ${EXPORT_FORMATS.join(', ')}, not "${format}".`,
      {
        place: { argument: 'format' },
      },
    );
  const run = await findRun(graph, id, caller, options);
  if (run === undefined)
    throw new LinchpinError('NOT_FOUND', `There is no league run "${id}"; see leagueRuns.`, {
      place: { argument: 'id' },
    });
  const personIds = run.entries.slice(0, run.size).map(({ personId }) => personId);
  const names = await namesOf(personIds);
  const at = `${clock.now().toISOString().slice(0, 19)}Z`;
  const sheet = runSheet(run, run.head, { name: caller.subject, at, names });
  return {
    fileName: `${fileNameOf(run.id)}.${format}`,
    type: form.type,
    body: await form.write(sheet),
    personIds,
  };
}

/** The id of a run with nothing that a file system or a header would read otherwise. */
const fileNameOf = (id: string): string => id.replace(/[^A-Za-z0-9._-]+/g, '-');
