import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Graph } from '../graph/index.ts';
import { takeLease } from '../graph/index.ts';
import { foldTitle, isClassification } from './offenceCodes.ts';
import { type OffenceType, offenceTypes } from './offenceTypes.ts';
import { readWorkbook } from './readWorkbook.ts';
import { editionDigest, writeEdition } from './repository.ts';
import { nearOffencesOf, resolveWeights } from './resolveWeights.ts';
import { type Edition, shippedEditions } from './shippedEditions.ts';
import { table } from './tables.ts';

const LEASE = 'reference-data';
const LEASE_WAIT_MS = 120_000;

/** Loads the offence types and the shipped editions where they are missing or older than the tables; else does nothing. */
export async function ensureShippedEditions(graph: Graph): Promise<void> {
  const stale = async () => {
    const editions = shippedEditions();
    const digests = await Promise.all(editions.map(({ id }) => editionDigest(graph, id)));
    return editions.filter(({ digest }, index) => digests[index] !== digest);
  };
  if ((await stale()).length === 0) return;
  const lease = await takeLease(graph, LEASE, LEASE_WAIT_MS);
  try {
    const types = [...offenceTypes().values()];
    for (const edition of await stale()) await writeEdition(graph, edition, types, weightsOf(edition, types));
  } finally {
    await lease.release();
  }
}

export interface ImportedEdition {
  readonly id: string;
  readonly rows: number;
  readonly weights: number;
  readonly provisionalWeights: number;
  readonly leftOut: readonly string[];
}

/**
 * Loads an official Cambridge workbook (XLSX or CSV) as an edition of its own; the same file under the same id again
 * changes nothing.
 * @throws LinchpinError BAD_INPUT for a file that is no such workbook, CONFLICT where the id holds other weights
 */
export async function importEdition(
  graph: Graph,
  request: { readonly file: string; readonly id: string; readonly name: string },
): Promise<ImportedEdition> {
  if (!/^[a-z0-9][a-z0-9.-]{0,59}$/.test(request.id))
    throw new LinchpinError(
      'BAD_INPUT',
      '--id must be small letters, digits, dots and hyphens, such as cchi-2026.',
    );
  const workbook = await readWorkbook(request.file);
  const types = new Map(offenceTypes());
  for (const [code, { title, group, subgroup }] of workbook.titles)
    if (!types.has(code))
      types.set(code, {
        code,
        title,
        titleKey: foldTitle(title),
        group,
        subgroup,
        coding: isClassification(code) ? 'CLASSIFICATION' : 'COUNT',
        countCode: undefined,
      });
  const edition: Edition = {
    id: request.id,
    name: request.name,
    publisher: 'Cambridge Centre for Evidence-Based Policing',
    date: /20\d\d/.exec(workbook.sheet)?.[0] ?? 'not stated',
    unit: 'days',
    licence: 'As the publisher states; obtained by the operator',
    source: request.file.split(/[\\/]/).at(-1) ?? request.file,
    complete: true,
    digest: workbook.digest,
    rows: workbook.rows,
  };
  const weights = weightsOf(edition, types.values());
  const lease = await takeLease(graph, LEASE, LEASE_WAIT_MS);
  try {
    const known = await editionDigest(graph, request.id);
    if (known !== undefined && known !== edition.digest)
      throw new LinchpinError(
        'CONFLICT',
        `Edition ${request.id} holds other weights already. Rankings cite it, so it never changes: choose another --id.`,
      );
    if (known === undefined) await writeEdition(graph, edition, [...types.values()], weights);
  } finally {
    await lease.release();
  }
  const provisionalWeights = weights.filter(({ provisional }) => provisional).length;
  const { leftOut, rows } = workbook;
  return { id: request.id, rows: rows.length, weights: weights.length, provisionalWeights, leftOut };
}

function weightsOf(edition: Edition, types: Iterable<OffenceType>) {
  const near = nearOffencesOf(table('near'));
  return [...resolveWeights(edition.id, edition.rows, near, types).values()].flat();
}
