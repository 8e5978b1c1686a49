import type { Graph } from '../../graph/index.ts';
import { BASE_MARKING, joinMarkings } from '../markings/marking.ts';
import { listMarkings } from '../markings/repository.ts';
import type { AuditRecord } from './AuditRecord.ts';
import { findMarkingsOfIds } from './repository.ts';

/** Ids whose markings are remembered. */
const MOST_KNOWN = 200_000;

/**
 * Marks entries like what they touched or named, as far as their caller may see it: who looked at X must not tell who is
 * not cleared for X that X is there. Markings are looked up for a group together and remembered until a fact changes.
 */
export function entryMarker(graph: Graph): (records: readonly AuditRecord[]) => Promise<readonly string[]> {
  const known = new Map<string, readonly string[]>();
  let state = '';

  const lookUp = async (ids: ReadonlySet<string>) => {
    const markings = await listMarkings(graph);
    const now = markings.map(({ id, version }) => `${id} ${version}`).join('\n');
    if (now !== state || known.size > MOST_KNOWN) known.clear();
    state = now;
    const missing = [...ids].filter((id) => !known.has(id));
    if (missing.length === 0) return;
    const visible = markings.map(({ id }) => id);
    for (const id of missing) known.set(id, []);
    for (const row of await findMarkingsOfIds(graph, missing, visible))
      known.set(row.id, [...(known.get(row.id) ?? []), ...row.markings]);
  };

  return async (records) => {
    const ids = new Set(records.filter(needsLookUp).flatMap(idsOf));
    if (ids.size > 0) await lookUp(ids);
    return records.map((record) => {
      if (record.marking !== undefined) return record.marking;
      const visible = record.principal.visible ?? [];
      // What was seen under a break-glass is known to nobody who could not have seen it himself.
      const opened = (record.principal.breakGlass ?? []).map(({ marking }) => marking);
      if (!needsLookUp(record)) return joinMarkings(visible[0] ?? BASE_MARKING, ...opened);
      const touched = idsOf(record).flatMap((id) => known.get(id) ?? []);
      return joinMarkings(
        BASE_MARKING,
        ...opened,
        ...new Set(touched.filter((marking) => visible.includes(marking))),
      );
    });
  };
}

/** Who sees one marking touches nothing of another. */
const needsLookUp = ({ principal, marking }: AuditRecord) =>
  marking === undefined && (principal.visible?.length ?? 0) > 1;

const idsOf = ({ ids, named }: AuditRecord) => [...ids, ...(named ?? [])];
