import { randomUUID } from 'node:crypto';
import { type Caller, visibleAt } from '../../access/index.ts';
import { type Clock, londonDate } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { findRun } from '../runs/findRun.ts';
import { noSuchRun } from '../runs/freezeRun.ts';
import { listVisibleOffences } from '../runs/repository.ts';
import { runUncertainty } from '../uncertainty/runUncertainty.ts';
import { csvOf } from './csvOf.ts';
import { type ListedNow, listedNow, type NamesOf } from './listedNow.ts';
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

/** Pseudonyms of the victims of offences for one export, as far as somebody with these markings may see them. */
export type VictimsOf = (
  offenceIds: readonly string[],
  visible: readonly string[],
  exportId: string,
) => Promise<ReadonlyMap<string, readonly string[]>>;

/**
 * A stored run as a file to take away, marked with the reader's name. It carries nothing above its own marking, however
 * much its reader may see.
 * @throws LinchpinError NOT_FOUND (run), BAD_INPUT (format)
 */
export async function exportRun(
  graph: Graph,
  {
    id,
    format,
    victimsOf,
  }: { readonly id: string; readonly format: string; readonly victimsOf?: VictimsOf | undefined },
  caller: Pick<Caller, 'visible' | 'subject'>,
  namesOf: NamesOf,
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
  if (run === undefined) throw noSuchRun(id);
  const listed = run.entries.slice(0, run.size);
  const { id: programme, marking } = run.programme;
  const visible = await exportable(graph, marking, caller);
  const instant = clock.now();
  const asked = { programme, visible, on: londonDate(instant) };
  const now = await listedNow(graph, listed, asked, namesOf, options);
  const ids = [
    ...new Set(listed.flatMap(({ allegations }) => allegations.map(({ offenceId }) => offenceId))),
  ];
  const seen = await listVisibleOffences(graph, ids, visible, options);
  const offences = new Set(seen.map((offence) => offence.id));
  const exportId = randomUUID();
  const victims = victimsOf && { exportId, byOffence: await victimsOf([...offences], visible, exportId) };
  const reader = { name: caller.subject, at: secondsOf(instant), now, offences, victims };
  const sheet = runSheet(run, run.head, reader, await runUncertainty(run));
  return {
    fileName: `${fileNameOf(run.id)}.${format}`,
    type: form.type,
    body: await form.write(sheet),
    personIds: idsOf(listed, now),
  };
}

/** The id of a run with nothing that a file system or a header would read otherwise. */
const fileNameOf = (id: string): string => id.replace(/[^A-Za-z0-9._-]+/g, '-');

/** What may stand in an export of this marking and its reader may see. */
export async function exportable(
  graph: Graph,
  marking: string,
  { visible }: Pick<Caller, 'visible'>,
): Promise<readonly string[]> {
  const own = new Set(visible);
  return (await visibleAt(graph, marking)).filter((id) => own.has(id));
}

export const secondsOf = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`;

/** Everybody in an export, as they were ranked and as they are known now. */
export const idsOf = (
  listed: readonly { readonly personId: string }[],
  now: ReadonlyMap<string, ListedNow>,
): readonly string[] => [...new Set([...listed, ...now.values()].map(({ personId }) => personId))];
