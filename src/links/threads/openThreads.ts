import { type Context, callOptions, pageSize } from '../../access/index.ts';
import { groupBy } from '../../collections/groupBy.ts';
import { londonTime } from '../../config/index.ts';
import { computeLeague } from '../../league/index.ts';
import { allegationsOf } from '../dossier/allegations.ts';
import { readExhibits } from '../dossier/exhibits.ts';
import { listAllegations, listCustody, listOrders } from '../dossier/repository.ts';
import { beginTurn } from '../turns/Turn.ts';
import { THREAD_KINDS, threadsOf } from './threads.ts';
import { type Listed, mostUrgent, URGENCY_RULE } from './urgency.ts';

export interface FoundThreads {
  readonly reason: string | undefined;
  /** `yyyy-MM-dd` in London. */
  readonly asAt: string;
  readonly listed: number;
  readonly found: number;
  readonly counts: readonly { readonly kind: string; readonly found: number }[];
  readonly order: string;
  readonly notStated: readonly string[];
  readonly threads: readonly (Listed & { readonly urgency: number })[];
}

const NOT_STATED = ['Warrants: no file of a bundle states them, so none is listed.'];

/**
 * What waits to be done about those whom a programme's current table lists, by urgency.
 * @throws LinchpinError NOT_FOUND (programme), BAD_INPUT unless `first` is 1 to 200
 */
export async function openThreads(
  context: Context,
  request: { readonly programme: string; readonly first: number },
): Promise<FoundThreads> {
  const { graph, caller, clock } = context;
  const options = callOptions(context, 'openThreads');
  const first = pageSize(request.first);
  const { entries } = await computeLeague(graph, { programme: request.programme }, caller, options);
  const keys = { personIds: entries.map(({ personId }) => personId), visible: caller.visible };
  const [allegations, custody, orders, exhibitsOf] = await Promise.all([
    listAllegations(graph, keys, options),
    listCustody(graph, keys, options),
    listOrders(graph, keys, options),
    readExhibits(graph, keys, options),
  ]);
  const now = londonTime(clock.now());
  const of = {
    allegations: ofPersons(allegations),
    custody: ofPersons(custody),
    orders: ofPersons(orders),
  };
  const turn = beginTurn(context.signal);
  const found = new Map(THREAD_KINDS.map((kind) => [kind, 0]));
  // A hundred suspects in an offence of thousands of exhibits: few more are held than are shown.
  const urgent = mostUrgent(first, now.slice(0, 10));
  for (const { rank, personId } of entries) {
    const allegations = allegationsOf(of.allegations(personId));
    const casework = {
      allegations,
      custody: of.custody(personId),
      orders: of.orders(personId),
      exhibits: exhibitsOf(personId, allegations),
    };
    for (const thread of threadsOf(casework, now)) {
      found.set(thread.kind, (found.get(thread.kind) ?? 0) + 1);
      urgent.add({ rank, personId, thread });
    }
    if (turn.isOver()) await turn.end();
  }
  const all = [...found.values()].reduce((sum, some) => sum + some, 0);
  return {
    reason: reasonOf(entries.length, all),
    asAt: now.slice(0, 10),
    listed: entries.length,
    found: all,
    counts: [...found].map(([kind, some]) => ({ kind, found: some })),
    order: URGENCY_RULE,
    notStated: NOT_STATED,
    threads: urgent.taken(),
  };
}

function ofPersons<T extends { readonly personId: string }>(rows: readonly T[]) {
  const grouped = groupBy(rows, ({ personId }) => personId);
  return (personId: string): readonly T[] => grouped.get(personId) ?? [];
}

function reasonOf(listed: number, found: number): string | undefined {
  if (listed === 0) return 'The table lists nobody.';
  return found === 0 ? `Nothing that you may see waits about any of the ${listed} listed.` : undefined;
}
