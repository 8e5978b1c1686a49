import { joinMarkings } from '../../access/index.ts';
import type { BundleFile, Mention, RowOf } from '../types.ts';
import { unpackRow } from './rowPayload.ts';
import { SEPARATOR, type Staging } from './staging.ts';

/** Between pairs of a list that SQL hands over as text; below it stands the separator of their parts. */
const PAIRS = '\u001e';

/** Accepted rows of a file in key order, with what was settled about them laid over what was read. */
export async function* acceptedRows<F extends BundleFile>(
  staging: Staging,
  file: F,
  batchSize: number,
): AsyncGenerator<readonly RowOf[F][]> {
  for await (const batch of oneAhead(staging.batches(rowsQuery(file), batchSize)))
    yield batch.map(([payload, hash, weight, markings, gone, mentions]) => {
      const row = unpackRow(file, String(payload));
      row.hash = hash;
      if (file === 'associations.csv' && typeof weight === 'number') row.weight = weight;
      // What several rows add up to is as sensitive as the most sensitive of them.
      if (typeof markings === 'string') row.marking = joinMarkings(...markings.split('|'));
      if (file === 'intelligence.csv') row.mentions = mentionsOf(mentions);
      if (typeof gone === 'string') leaveOut(row, gone);
      return row as unknown as RowOf[F];
    });
}

/** Asks for the next batch while one is being worked on: the staging area answers on threads of its own. */
async function* oneAhead<T>(batches: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = batches.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done === true) return;
      next = batches.next();
      // A failure is met where it is awaited.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await next.catch(() => undefined);
    await batches.return(undefined);
  }
}

/** Payload, hash over everything that makes the row, weight, markings, references left out, kinds of what is mentioned. */
function rowsQuery(file: BundleFile): string {
  const pair = (left: string) => `string_agg(${left} || chr(31) || id, chr(30) ORDER BY ${left}, id)`;
  return `
    WITH g AS (SELECT n, ${pair('col')} AS refs FROM gone WHERE file = '${file}' GROUP BY n),
    m AS (SELECT n, ${pair('kind')} AS named FROM mentions WHERE file = '${file}' AND kinds = 1 GROUP BY n)
    SELECT s.payload,
      substr(sha256(concat_ws(chr(29), s.payload, coalesce(t.weight, s.weight), t.markings, g.refs, m.named)), 1, 32),
      coalesce(t.weight, s.weight), t.markings, g.refs, m.named
    FROM staged s ANTI JOIN outs USING (n)
      LEFT JOIN sums t ON t.n = s.n LEFT JOIN g ON g.n = s.n LEFT JOIN m ON m.n = s.n
    WHERE s.part IN (SELECT part FROM parts WHERE file = '${file}')
    ORDER BY s.k`;
}

/** Name of the row property that a column's reference became. */
const PROPERTY: ReadonlyMap<string, string> = new Map([
  ['location_id', 'locationId'],
  ['victim_id', 'victimId'],
  ['offence_ids', 'offenceIds'],
  ['person_id', 'personId'],
  ['person_ids', 'personIds'],
  ['other_person_id', 'otherPersonId'],
  ['protects_person_id', 'protectsPersonId'],
]);

/** Takes references that lead nowhere out of a row; their text stays with it. */
function leaveOut(row: Record<string, unknown>, gone: string): void {
  const texts = new Map<string, string>();
  for (const [column, id] of pairsOf(gone)) {
    const stated = id.slice(id.indexOf(':') + 1);
    const before = texts.get(column);
    texts.set(column, before === undefined ? stated : `${before};${stated}`);
    const property = PROPERTY.get(column);
    if (property === undefined) continue;
    const value = row[property];
    if (Array.isArray(value)) row[property] = value.filter((item) => item !== id);
    else delete row[property];
  }
  const extra: Record<string, string> = typeof row.extra === 'string' ? JSON.parse(row.extra) : {};
  const kept = [...Object.entries(extra), ...texts].sort(([a], [b]) => (a < b ? -1 : 1));
  row.extra = JSON.stringify(Object.fromEntries(kept));
}

function mentionsOf(named: unknown): readonly Mention[] {
  if (typeof named !== 'string') return [];
  return pairsOf(named)
    .map(([kind, id]) => ({ kind: kind as Mention['kind'], id }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function pairsOf(text: string): readonly (readonly [string, string])[] {
  return text.split(PAIRS).map((pair) => {
    const [left = '', id = ''] = pair.split(SEPARATOR);
    return [left, id];
  });
}
