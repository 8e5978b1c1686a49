import type { CallOptions, Graph } from '../graph/index.ts';
import { recordChange } from '../graph/index.ts';
import type { OffenceType } from './offenceTypes.ts';
import type { Weight } from './resolveWeights.ts';
import type { Edition } from './shippedEditions.ts';

export async function editionDigest(graph: Graph, id: string): Promise<string | undefined> {
  const [row] = await graph.read('harm/edition-digest', { id });
  return row?.digest;
}

/** Writes an edition with its types and weights in one transaction: it is there whole or not at all. */
export async function writeEdition(
  graph: Graph,
  { rows: _rows, ...edition }: Edition,
  types: readonly OffenceType[],
  weights: readonly Weight[],
): Promise<void> {
  await graph.transaction(
    async (tx) => {
      await tx.run('harm/write-offence-types', { types });
      await tx.run('harm/write-edition', { edition });
      const sent = weights.map((weight) => ({ ...weight, days: weight.micros / 1e6 }));
      await tx.run('harm/write-weights', { edition: edition.id, weights: sent });
      // Whoever weighs by an edition compares its digest.
      await recordChange(tx, { markings: ['OFFICIAL'], touched: {} });
    },
    { timeoutMs: 120_000 },
  );
}

export const listEditions = (graph: Graph, visible: readonly string[], options?: CallOptions) =>
  graph.read('harm/list-editions', { visible }, options);

export async function findWeight(
  graph: Graph,
  key: { readonly edition: string; readonly code: string; readonly visible: readonly string[] },
  options?: CallOptions,
) {
  const [row] = await graph.read('harm/find-weight', key, options);
  return row;
}

export const findTypes = (graph: Graph, codes: readonly string[], options?: CallOptions) =>
  graph.read('harm/find-types', { codes }, options);

export async function listTypeCodes(graph: Graph): Promise<ReadonlySet<string>> {
  const rows = await graph.read('harm/list-type-codes', {});
  return new Set(rows.map(({ code }) => code));
}

export const listUnmatched = (
  graph: Graph,
  page: {
    readonly visible: readonly string[];
    readonly afterOffences?: number | undefined;
    readonly afterKey?: string | undefined;
    readonly limit: number;
  },
  options?: CallOptions,
) => graph.read('harm/list-unmatched-codes', page, options);

export async function listAliases(graph: Graph): Promise<ReadonlyMap<string, string>> {
  const rows = await graph.read('harm/list-aliases', {});
  return new Map(rows.map(({ id, code }) => [id, code]));
}

export interface AliasDecision {
  readonly id: string;
  readonly code: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly reason: string;
}

/** @returns how many offences left the queue, or undefined where there is no such type */
export function writeAlias(
  graph: Graph,
  decision: AliasDecision,
  applies: {
    readonly statedCodes: readonly string[];
    readonly titleKey?: string | undefined;
    /** Spellings of codes with a mapping of their own, which goes before one of the title. */
    readonly settledCodes: readonly string[];
  },
): Promise<number | undefined> {
  return graph.transaction(async (tx) => {
    const [type] = await tx.run('harm/write-alias', decision);
    if (type === undefined) return undefined;
    const touched = await tx.run('harm/apply-alias', {
      id: decision.id,
      previous: type.previous,
      ...applies,
    });
    await recordChange(tx, {
      markings: touched.map(({ marking }) => marking),
      touched: { offences: touched.flatMap(({ offenceIds }) => offenceIds) },
    });
    return touched.reduce((sum, { offences }) => sum + offences, 0);
  });
}
