import type { RunRecord } from '../runs/RunRecord.ts';
import { MICROS_PER_DAY } from '../table/computeLeague.ts';

/** Who made a run and what became of it. */
export interface RunHead {
  readonly status: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly frozenAt?: string | undefined;
  readonly frozenBy?: string | undefined;
  readonly frozenReason?: string | undefined;
}

/** What the reader who takes an export away may see of the listed. */
export interface Reader {
  readonly name: string;
  /** `yyyy-MM-ddTHH:mm:ssZ`. */
  readonly at: string;
  /** By person id; a person who is not there is not named. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** 90 % rank interval and probability of being listed, by person. */
export type Uncertainty = ReadonlyMap<
  string,
  { readonly rankLow: number; readonly rankHigh: number; readonly probabilityListed: number }
>;

export type Cell = string | number | undefined;

/** A table: names of its columns and its rows; an undefined cell is unknown, never zero. */
export interface SheetTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A run as it leaves the service, whatever the form: victims are counts, never names or pseudonyms. */
export interface RunSheet {
  readonly title: string;
  readonly marking: string;
  readonly reader: string;
  readonly at: string;
  readonly statements: readonly string[];
  readonly facts: SheetTable;
  readonly list: SheetTable;
  readonly allegations: SheetTable;
}

/** Goes with every list that leaves the service. */
export const STATEMENTS = [
  'A rank counts allegations weighted by the harm their guideline sentence stands for. It is not guilt and not a forecast, and no decision may rest on it alone.',
  'The interval says how far a rank may move by chance in which allegations were made; it does not say whether they are true.',
  'What is unknown is empty, never zero: offences of unknown harm add nothing to a total and are counted beside it.',
] as const;

const days = (micros: number): number => micros / MICROS_PER_DAY;
const asText = (value: string | number | undefined): string =>
  value === undefined ? 'unknown' : String(value);

/**
 * The listed of a run with every allegation that counts.
 * @param uncertainty as computed with the table; where it is not at hand its columns are empty, and that is said
 */
export function runSheet(run: RunRecord, head: RunHead, reader: Reader, uncertainty?: Uncertainty): RunSheet {
  const listed = run.entries.slice(0, run.size);
  const { programme, totals } = run;
  const frozen =
    head.frozenAt === undefined
      ? []
      : [['frozen', `${head.frozenAt} by ${asText(head.frozenBy)}: ${asText(head.frozenReason)}`] as const];
  return {
    title: `${programme.name}: the ${listed.length} listed`,
    marking: programme.marking,
    reader: reader.name,
    at: reader.at,
    statements:
      uncertainty === undefined
        ? [...STATEMENTS, 'Rank intervals were not computed for this export.']
        : STATEMENTS,
    facts: {
      title: 'Run',
      columns: ['what', 'value'],
      rows: [
        ['run', run.id],
        ['programme', `${programme.id}, version ${programme.version}`],
        ['marking', programme.marking],
        [
          'status',
          `${head.status}${run.backfilled ? ', backfilled: it does not say what was known then' : ''}`,
        ],
        ['made', `${head.madeAt} by ${head.madeBy}`],
        ...frozen,
        [
          'window',
          run.allTime ? `all time to ${asText(run.to)}` : `${asText(run.from)} to ${asText(run.to)}`,
        ],
        ['data as of', asText(run.dataAsOf)],
        ['harm edition', `${run.edition} (${run.editionDigest.slice(0, 12)})`],
        ['code version', run.codeVersion],
        ['suspects ranked', run.entries.length],
        ['offences in scope', totals.offences],
        ['harm days in scope', days(totals.harmMicros)],
        ['offences of unknown harm', totals.unknownHarm],
        ['offences without a date', totals.withoutDate],
        ['offences without a suspect', totals.withoutSuspect],
        ['exported', `${reader.at} by ${reader.name}`],
      ],
    },
    list: {
      title: 'List',
      columns: [
        'rank',
        'person',
        'name',
        'harm days',
        'offences',
        'victims',
        'offences of unknown harm',
        'rank from',
        'rank to',
        'probability listed',
      ],
      rows: listed.map((entry) => {
        const sure = uncertainty?.get(entry.personId);
        return [
          entry.rank,
          entry.personId,
          (reader.names.get(entry.personId) ?? []).join('; ') || undefined,
          days(entry.harmMicros),
          entry.offences,
          entry.victims,
          entry.unknownHarm,
          sure?.rankLow,
          sure?.rankHigh,
          sure?.probabilityListed,
        ];
      }),
    },
    allegations: {
      title: 'Allegations',
      columns: [
        'rank',
        'person',
        'offence',
        'reported on',
        'type',
        'status',
        'harm days',
        'weight',
        'provisional',
      ],
      rows: listed.flatMap(({ rank, personId, allegations }) =>
        allegations.map(({ offenceId, reportedOn, typeCode, status, micros, basis, provisional }) => [
          rank,
          personId,
          offenceId,
          reportedOn,
          typeCode,
          status,
          micros === undefined ? undefined : days(micros),
          basis,
          provisional ? 'yes' : 'no',
        ]),
      ),
    },
  };
}
