import type { RunRecord } from '../runs/RunRecord.ts';
import { MICROS_PER_DAY } from '../table/computeLeague.ts';
import type { RunUncertainty } from '../uncertainty/runUncertainty.ts';
import type { ListedNow } from './listedNow.ts';
import { listTable } from './listTable.ts';
import { NOT_SHOWN, statementsOf } from './statements.ts';

/** Who made a run and what became of it. */
export interface RunHead {
  readonly status: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly frozenAt?: string | undefined;
  readonly frozenBy?: string | undefined;
  readonly frozenReason?: string | undefined;
}

/** Who takes an export away, and what is known then of the listed. */
export interface Reader {
  readonly name: string;
  /** `yyyy-MM-ddTHH:mm:ssZ`. */
  readonly at: string;
  /** By the id under which a person was ranked; of a person who is not there nothing is known any more. */
  readonly now: ReadonlyMap<string, ListedNow>;
  /** Ids of the offences that are left to see. */
  readonly offences: ReadonlySet<string>;
  /** Pseudonyms of the victims of offences, under the key of this export. */
  readonly victims?: ExportedVictims | undefined;
}

export interface ExportedVictims {
  readonly exportId: string;
  readonly byOffence: ReadonlyMap<string, readonly string[]>;
}

export type Cell = string | number | undefined;

/** A table: names of its columns and its rows; an undefined cell is unknown, never zero. */
export interface SheetTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A run as it leaves the service, whatever the form: victims are counts, and pseudonyms that hold in this file only. */
export interface RunSheet {
  readonly title: string;
  /** Id of the run. */
  readonly run: string;
  /** Id and digest. */
  readonly edition: string;
  readonly marking: string;
  readonly reader: string;
  readonly at: string;
  readonly statements: readonly string[];
  readonly facts: SheetTable;
  readonly list: SheetTable;
  readonly allegations: SheetTable;
}

const days = (micros: number): number => micros / MICROS_PER_DAY;
const asText = (value: string | number | undefined): string =>
  value === undefined ? 'unknown' : String(value);

/** The listed of a run with every allegation that counts, how firmly they stand, and what is known of them now. */
export function runSheet(
  run: RunRecord,
  head: RunHead,
  reader: Reader,
  uncertainty: RunUncertainty | undefined,
): RunSheet {
  const listed = run.entries.slice(0, run.size);
  const { programme, totals } = run;
  const { victims } = reader;
  const frozen =
    head.frozenAt === undefined
      ? []
      : [['frozen', `${head.frozenAt} by ${asText(head.frozenBy)}: ${asText(head.frozenReason)}`] as const];
  const edition = `${run.edition} (${run.editionDigest.slice(0, 12)})`;
  return {
    run: run.id,
    edition,
    title: `${programme.name}: the ${listed.length} listed`,
    marking: programme.marking,
    reader: reader.name,
    at: reader.at,
    statements: statementsOf(reader.at, uncertainty !== undefined),
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
        ['harm edition', edition],
        ['code version', run.codeVersion],
        ['suspects ranked', run.entries.length],
        ...cutFacts(run, uncertainty),
        ['offences in scope', totals.offences],
        ['harm days in scope', days(totals.harmMicros)],
        ['offences of unknown harm', totals.unknownHarm],
        ['offences without a date', totals.withoutDate],
        ['offences without a suspect', totals.withoutSuspect],
        ['exported', `${reader.at} by ${reader.name}`],
        ...(victims === undefined
          ? []
          : [
              [
                'export',
                `${victims.exportId}; what it calls a victim means nothing in any other file`,
              ] as const,
            ]),
      ],
    },
    list: listTable(listed, reader, uncertainty?.listed),
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
        ...(victims === undefined ? [] : ['victims']),
      ],
      rows: listed.flatMap(({ rank, personId, allegations }) =>
        allegations.map(({ offenceId, reportedOn, typeCode, status, micros, basis, provisional }) => [
          rank,
          reader.now.has(personId) ? personId : NOT_SHOWN,
          reader.offences.has(offenceId) ? offenceId : NOT_SHOWN,
          reportedOn,
          typeCode,
          status,
          micros === undefined ? undefined : days(micros),
          basis,
          provisional ? 'yes' : 'no',
          ...(victims === undefined ? [] : [victims.byOffence.get(offenceId)?.join(' ')]),
        ]),
      ),
    },
  };
}

/** Where the list ends, and who stands too near to its end to be told apart. */
function cutFacts(
  { entries, size }: RunRecord,
  uncertainty: RunUncertainty | undefined,
): readonly (readonly Cell[])[] {
  const [last, next] = [entries[Math.min(size, entries.length) - 1], entries[size]];
  const margin =
    last === undefined || next === undefined
      ? 'none: everybody ranked is listed'
      : days(last.harmMicros - next.harmMicros);
  const band =
    uncertainty === undefined
      ? 'unknown'
      : `${uncertainty.bandSize} cannot be told apart at the cut, ${uncertainty.bandListed} of them listed`;
  return [
    ['last rank listed', Math.min(size, entries.length)],
    ['margin at the cut in harm days', margin],
    ['band at the cut', band],
  ];
}
