import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { decodeCursor, type Page, pageOf, pageSize } from '../keyset.ts';
import type { AuditAction, AuditDecision } from './AuditRecord.ts';
import { holding } from './idQuery.ts';
import { findRecordIds, listEntries, listEntriesOfSubject, listLooks } from './repository.ts';

/** Days as `2023-06-30`, in UTC; what is not stated does not narrow. */
export interface AuditFilter {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly subject?: string | undefined;
  readonly action?: AuditAction | undefined;
  readonly decision?: AuditDecision | undefined;
}
export interface PageRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
}
type Row<F extends (...args: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<F>>[number];
export type EntryRow = Row<typeof listEntries>;
export type LookRow = Row<typeof listLooks>;

const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z');

/** Entries, newest first. @throws LinchpinError BAD_INPUT */
export async function readEntries(
  graph: Graph,
  visible: readonly string[],
  filter: AuditFilter,
  page: PageRequest,
  options?: CallOptions,
): Promise<Page<EntryRow>> {
  const { subject, action, decision } = filter;
  const { span, key, first } = spanOf(filter, page);
  const asked = { visible, ...span, action: action ?? null, decision: decision ?? null };
  const rows = await (subject === undefined
    ? listEntries(graph, asked, options)
    : listEntriesOfSubject(graph, { ...asked, subject }, options));
  return pageOf(rows, first, ({ at, hash }) => [at, hash], key);
}

/** Who was shown this or asked for it, newest first. @throws LinchpinError BAD_INPUT */
export async function readLooks(
  graph: Graph,
  visible: readonly string[],
  id: string,
  days: Pick<AuditFilter, 'from' | 'to'>,
  page: PageRequest,
  options?: CallOptions,
): Promise<Page<LookRow>> {
  const { span, key, first } = spanOf(days, page);
  const ids = [...new Set([id, ...(await findRecordIds(graph, id, visible, options))])];
  const rows = await listLooks(graph, { query: holding(ids), ids, visible, ...span }, options);
  return pageOf(rows, first, ({ at, hash }) => [at, hash], key);
}

function spanOf({ from, to }: Pick<AuditFilter, 'from' | 'to'>, { first, after }: PageRequest) {
  const limit = pageSize(first) + 1;
  const key = decodeCursor(after, ['number', 'string']);
  const start = from === undefined ? 0 : Date.parse(`${from}T00:00:00.000Z`);
  const end = to === undefined ? LAST_MOMENT : Date.parse(`${to}T23:59:59.999Z`);
  if (start > end)
    throw new LinchpinError('BAD_INPUT', 'from must not be after to.', { place: { argument: 'from' } });
  const upTo = key === undefined ? end : Math.min(end, Number(key[0]));
  const below = key === undefined ? null : String(key[1]);
  return { span: { from: start, upTo, below, limit }, key, first };
}
