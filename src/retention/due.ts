import type { Caller } from '../access/index.ts';
import { type Clock, londonDate } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../graph/index.ts';
import type { RetentionGroup, RetentionPolicy } from './groups.ts';
import { askedGroups, policyOf } from './policy.ts';
import { listDue } from './repository.ts';

type DueRow = Awaited<ReturnType<typeof listDue>>[number];

/** One person whose review is due, as far as the caller may see. */
export interface Due extends Omit<DueRow, 'groupId'> {
  readonly group: RetentionGroup;
  /** Why the person is in that group, in words. */
  readonly because: string;
}

/** What is asked of the list. */
export interface DueQuestion {
  readonly group?: string | null | undefined;
  /** `yyyy-MM-dd`; today in London where nothing is said. */
  readonly before?: string | undefined;
  readonly after?: { readonly dueOn: string; readonly personId: string } | undefined;
  readonly limit: number;
}

/**
 * Persons whose review is due, by the day since when. Judged by what the caller may see and by nothing else.
 * @throws LinchpinError BAD_INPUT for a group that there is not
 */
export async function retentionDue(
  graph: Graph,
  { group, before, after, limit }: DueQuestion,
  { visible }: Pick<Caller, 'visible'>,
  clock: Clock,
  options?: CallOptions,
): Promise<readonly Due[]> {
  const policy = await policyOf(graph, options);
  const known = policy.groups.map(({ id }) => id);
  if ((group ?? undefined) !== undefined && !known.includes(group ?? ''))
    throw new LinchpinError('BAD_INPUT', `There is no group "${group}". Groups are: ${known.join(', ')}.`, {
      place: { argument: 'group' },
    });
  const asked = { group, before: before ?? londonDate(clock.now()), after, limit, personId: undefined };
  return ask(graph, policy, asked, visible, options);
}

/** How it stands with one person, due or not; undefined where the caller sees none who may be listed. */
export async function retentionOf(
  graph: Graph,
  personId: string,
  { visible }: Pick<Caller, 'visible'>,
  clock: Clock,
  options?: CallOptions,
): Promise<Due | undefined> {
  const policy = await policyOf(graph, options);
  // Who is in custody can be decided on all the same.
  const open = { ...policy, custody: { ...policy.custody, keepUntilRelease: false } };
  const asked = { before: londonDate(clock.now()), group: undefined, after: undefined, limit: 1, personId };
  const [due] = await ask(graph, open, asked, visible, options);
  return due;
}

async function ask(
  graph: Graph,
  policy: RetentionPolicy,
  asked: Pick<Parameters<typeof listDue>[1], 'group' | 'before' | 'after' | 'limit' | 'personId'>,
  visible: readonly string[],
  options?: CallOptions,
): Promise<readonly Due[]> {
  const groups = await askedGroups(graph, policy, options);
  const keepInCustody = policy.custody.keepUntilRelease;
  const rows = await listDue(graph, { ...asked, groups, keepInCustody, visible }, options);
  return rows.flatMap(({ groupId, ...row }) => {
    const group = policy.groups.find(({ id }) => id === groupId);
    return group === undefined ? [] : [{ ...row, group, because: becauseOf(row, group) }];
  });
}

function becauseOf({ cause, causeOrder }: Omit<DueRow, 'groupId'>, { rest }: RetentionGroup): string {
  if ((cause ?? null) !== null)
    return `suspect of ${cause?.typeCode ?? 'an offence of unknown type'} in ${cause?.offenceId}, ${cause?.status}`;
  if ((causeOrder ?? null) !== null) return `bound by an order of kind ${causeOrder}`;
  return rest ? 'fits no other group' : '';
}
