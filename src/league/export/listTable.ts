import { MICROS_PER_DAY } from '../table/computeLeague.ts';
import type { RankedSuspect } from '../table/Line.ts';
import type { ListedNow } from './listedNow.ts';
import type { Cell, SheetTable } from './RunSheet.ts';
import { NOT_SHOWN } from './statements.ts';

/** 90 % rank interval and probability of being listed, by person. */
type Intervals = ReadonlyMap<
  string,
  { readonly rankLow: number; readonly rankHigh: number; readonly probabilityListed: number }
>;

/** The columns that say what is known at the export and not when the list was made. */
const NOW = {
  name: 'name',
  status: 'status at export',
  under18: 'under 18 at export',
  orders: 'orders in force at export',
  elsewhere: 'managed elsewhere at export',
  adoption: 'adoption at export',
  by: 'decided by',
  review: 'review on',
} as const;

/** The listed, one row each: what the list says of them, how firmly they stand, and what is known of them now. */
export function listTable(
  listed: readonly RankedSuspect[],
  { now }: { readonly now: ReadonlyMap<string, ListedNow> },
  intervals: Intervals | undefined,
): SheetTable {
  return {
    title: 'List',
    columns: [
      'rank',
      'person',
      NOW.name,
      'harm days',
      'offences',
      'victims',
      'offences of unknown harm',
      'rank from',
      'rank to',
      'probability listed',
      ...Object.values(NOW).filter((name) => name !== NOW.name),
    ],
    rows: listed.map((entry) => {
      const sure = intervals?.get(entry.personId);
      const known = now.get(entry.personId);
      return [
        entry.rank,
        known === undefined ? NOT_SHOWN : entry.personId,
        known?.names.join('; ') || undefined,
        entry.harmMicros / MICROS_PER_DAY,
        entry.offences,
        entry.victims,
        entry.unknownHarm,
        sure?.rankLow,
        sure?.rankHigh,
        sure?.probabilityListed,
        ...stateCells(known),
      ];
    }),
  };
}

function stateCells(known: ListedNow | undefined): readonly Cell[] {
  if (known === undefined)
    return [undefined, undefined, undefined, undefined, 'no record is left', undefined, undefined];
  const { state, adoption } = known;
  const orders = state.ordersInForce.map(
    ({ kind, to }) => `${kind ?? 'of unknown kind'}${to ? ` to ${to}` : ''}`,
  );
  return [
    state.status,
    yesOrNo(state.under18),
    orders.length === 0 ? 'none known' : orders.join('; '),
    state.managedElsewhere ? 'yes' : 'not known',
    adoption?.status ?? 'none',
    adoption?.by,
    adoption?.reviewOn ?? undefined,
  ];
}

const yesOrNo = (answer: boolean | undefined) => (answer === undefined ? undefined : answer ? 'yes' : 'no');
