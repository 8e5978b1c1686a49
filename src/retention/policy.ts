import { createHash } from 'node:crypto';
import type { Clock } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../graph/index.ts';
import { checkedPolicy, type RetentionGroup, type RetentionPolicy, readPolicyFile } from './groups.ts';
import { findPolicy, listOffenceTypes, storePolicy } from './repository.ts';

const MICROS_PER_DAY = 1_000_000;

/**
 * Stores the operator's groups and periods in the graph, so that every service and command of a store goes by the same.
 * @param path file of the operator; what ships where nothing is said
 * @throws LinchpinError BAD_INPUT naming each field that is wrong
 */
export async function ensureRetentionPolicy(
  graph: Graph,
  clock: Clock,
  path: string | undefined,
): Promise<void> {
  const content = JSON.stringify(await readPolicyFile(path));
  const digest = createHash('sha256').update(content).digest('hex');
  await storePolicy(graph, { content, digest, at: clock.now().toISOString() });
}

/** The groups and periods of this store: as stored, or those that ship. */
export async function policyOf(graph: Graph, options?: CallOptions): Promise<RetentionPolicy> {
  const stored = await findPolicy(graph, options);
  if (stored === undefined) return readPolicyFile();
  return checkedPolicy(
    JSON.parse(stored.content),
    (problem) => new LinchpinError('INTERNAL', `The stored retention policy ${problem}`),
  );
}

/** A group as the query takes it. */
export interface AskedGroup {
  readonly id: string;
  readonly months: number;
  readonly rest: boolean;
  /** Codes of the offence types that fit; undefined where any offence does. */
  readonly codes: Readonly<Record<string, boolean>> | undefined;
  readonly statuses: readonly string[] | undefined;
  readonly orders: readonly string[];
}

/** The groups with the offence types that belong to each, in order. */
export async function askedGroups(
  graph: Graph,
  { groups, edition }: RetentionPolicy,
  options?: CallOptions,
): Promise<readonly AskedGroup[]> {
  const types = await listOffenceTypes(graph, edition, options);
  return groups.map((group) => {
    const { id, initialMonths, rest, statuses, orders = [] } = group;
    const codes = asksOfTypes(group)
      ? Object.fromEntries(types.filter((type) => fits(group, type)).map(({ code }) => [code, true]))
      : undefined;
    return { id, months: initialMonths, rest, codes, statuses, orders };
  });
}

const asksOfTypes = ({ offenceGroups, subgroups, codes, harmDays }: RetentionGroup): boolean =>
  [offenceGroups, subgroups, codes, harmDays].some((part) => part !== undefined);

function fits(
  { offenceGroups, subgroups, codes, harmDays }: RetentionGroup,
  type: Awaited<ReturnType<typeof listOffenceTypes>>[number],
): boolean {
  return (
    offenceGroups?.includes(type.group ?? '') === true ||
    subgroups?.includes(type.subgroup ?? '') === true ||
    codes?.includes(type.code) === true ||
    // Unknown harm is not little harm: it just does not put anybody here.
    (harmDays !== undefined && (type.micros ?? 0) >= harmDays * MICROS_PER_DAY)
  );
}
