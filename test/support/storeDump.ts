import type { Graph } from '../../src/graph/index.ts';

/** What tells how facts came in, not what they are. */
const PROVENANCE = new Set([
  ...['importId', 'firstImportId', 'classedFrom', 'hash', 'version'],
  ...['markingSet', 'markingOver', 'markingStated'],
]);
const HISTORY = new Set(['ImportJob', 'RecordVersion', 'Marking', 'MarkingChange', 'Source']);

interface Item {
  readonly kind: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What keeps house, not facts. */
const HOUSEKEEPING = [
  ...['Migration', 'Lease', 'AuditEntry', 'AuditChain', 'AuditStore', 'OutboxEvent'],
  'RetentionPolicy',
];

/**
 * The whole store as sorted lines, node by node and relationship by relationship, to be compared. Migrations, leases,
 * the audit, notes of what changed and the times of import jobs are left out.
 */
export async function dumpStore(graph: Graph): Promise<readonly string[]> {
  return (await items(graph)).map(textOf).sort();
}

/** Only what is known: without import jobs, versions of records, which import brought what, and who marked what. */
export async function dumpFacts(graph: Graph): Promise<readonly string[]> {
  const facts = (await items(graph)).filter(({ kind }) => !kind.some((name) => HISTORY.has(name)));
  return facts
    .filter(({ kind }) => kind[0] !== 'SUPERSEDES')
    .map(({ kind, properties }) => {
      const kept = Object.entries(properties).filter(([name]) => !PROVENANCE.has(name));
      return textOf({ kind, properties: Object.fromEntries(kept) });
    })
    .sort();
}

async function items(graph: Graph): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const { labels, properties } of graph.stream('graph/dump-nodes', {})) {
    if (labels.some((label) => HOUSEKEEPING.includes(label))) continue;
    const { startedAt: _startedAt, finishedAt: _finishedAt, ...rest } = properties as Record<string, unknown>;
    found.push({ kind: [...labels].sort(), properties: rest });
  }
  for await (const { type, start, end, properties } of graph.stream('graph/dump-relationships', {}))
    found.push({ kind: [type, start, end], properties: properties as Record<string, unknown> });
  return found;
}

function textOf({ kind, properties }: Item): string {
  const sorted = Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${kind.join(' -> ')} ${JSON.stringify(Object.fromEntries(sorted))}`;
}
