import { createHash } from 'node:crypto';
import { type Caller, dominates, parseMarking } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { normaliseCode, table } from '../../harm/index.ts';
import { listProgrammes, writeProgramme } from '../repository.ts';
import type { ProgrammeFilters } from './filters.ts';

/** What is ranked: which offences, whose victims, which suspects, over how long, by which edition. All of it data. */
export interface Programme extends ProgrammeFilters {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly version: number;
  /** What is above it never counts, and who is below it does not see the league. */
  readonly marking: string;
  readonly windowDays: number;
  readonly size: number;
  readonly edition: string;
  /** How often the programme itself is to be reviewed. */
  readonly reviewDays?: number | null | undefined;
  /** Who last changed it; none while it stands as shipped. */
  readonly changedBy?: string | null | undefined;
  readonly changedAt?: string | null | undefined;
  /** From then on its runs can be read and no table is computed. */
  readonly retiredAt?: string | null | undefined;
  readonly retiredReason?: string | null | undefined;
}

const COMMON = {
  version: 1,
  marking: 'OFFICIAL',
  excludedStatuses: ['ELIMINATED', 'ACQUITTED'],
  windowDays: 365,
  size: 100,
  edition: 'cchi-public',
} as const;

function shippedProgrammes(): readonly Programme[] {
  return [
    {
      ...COMMON,
      id: 'all',
      name: 'Every offence',
      description: 'Every offence, whoever the victim and the suspect.',
      types: null,
      victimSexes: null,
      suspectSexes: null,
    },
    {
      ...COMMON,
      id: 'vawg',
      name: 'Violence against women and girls',
      description:
        'Offences of the list in programme_vawg.csv (an assumption: the Met’s own list is not public) with at least one female victim, and male suspects as in the first published list.',
      types: table('vawg').map((row) => normaliseCode(row.code ?? '')),
      victimSexes: ['F'],
      suspectSexes: ['M'],
    },
  ];
}

/** Brings the shipped programmes to their definition where they are missing or changed. */
export async function ensureProgrammes(graph: Graph): Promise<void> {
  for (const programme of shippedProgrammes()) {
    const digest = createHash('sha256').update(JSON.stringify(programme)).digest('hex');
    await writeProgramme(graph, { ...programme, digest });
  }
}

/** Programmes whose marking the caller may see. */
export async function visibleProgrammes(
  graph: Graph,
  caller: Pick<Caller, 'visible'>,
  options?: CallOptions,
): Promise<readonly Programme[]> {
  return listProgrammes(graph, caller.visible, options);
}

/** @throws LinchpinError NOT_FOUND in the same words whether there is none or the caller may not see it */
export async function findProgramme(
  graph: Graph,
  id: string,
  caller: Pick<Caller, 'visible' | 'clearance' | 'compartments'>,
  options?: CallOptions,
): Promise<Programme> {
  const programmes = await visibleProgrammes(graph, caller, options);
  const found = programmes.find((programme) => programme.id === id);
  const clearance = parseMarking([caller.clearance, caller.compartments.join(';')].filter(Boolean).join('/'));
  const marking = parseMarking(found?.marking ?? '');
  if (
    found !== undefined &&
    clearance !== undefined &&
    marking !== undefined &&
    dominates(clearance, marking)
  )
    return found;
  const known = programmes.map((programme) => programme.id).join(', ');
  throw new LinchpinError('NOT_FOUND', `There is no programme "${id}". Programmes: ${known}.`, {
    place: { argument: 'programme' },
  });
}
