import type { Caller } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { listProgrammes } from '../repository.ts';
import { contentOf, digestOf } from './definition.ts';
import type { ProgrammeFilters } from './filters.ts';
import { listEveryProgramme, writeProgramme } from './repository.ts';
import { shippedProgrammes } from './shippedProgrammes.ts';

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
  /** Of the definition. */
  readonly digest?: string | null | undefined;
}

/** Brings the shipped programmes to their definition where they are missing or changed; what people changed stays. */
export async function ensureProgrammes(graph: Graph): Promise<void> {
  for (const definition of shippedProgrammes())
    await writeProgramme(graph, {
      programme: { ...definition, digest: digestOf(definition) },
      content: contentOf(definition),
    });
}

/** Programmes whose marking the caller may see; retired ones where they are asked for. */
export async function visibleProgrammes(
  graph: Graph,
  caller: Pick<Caller, 'visible'>,
  options?: CallOptions,
  { retired = false }: { readonly retired?: boolean } = {},
): Promise<readonly Programme[]> {
  return retired
    ? listEveryProgramme(graph, caller.visible, options)
    : listProgrammes(graph, caller.visible, options);
}

/**
 * A programme, retired or not.
 * @throws LinchpinError NOT_FOUND in the same words whether there is none or the caller may not see it
 */
export async function findProgramme(
  graph: Graph,
  id: string,
  caller: Pick<Caller, 'visible' | 'clearance' | 'compartments'>,
  options?: CallOptions,
): Promise<Programme> {
  const programmes = await visibleProgrammes(graph, caller, options, { retired: true });
  const found = programmes.find((programme) => programme.id === id);
  if (found !== undefined) return found;
  const known = programmes
    .filter(({ retiredAt }) => (retiredAt ?? null) === null)
    .map((programme) => programme.id)
    .join(', ');
  throw new LinchpinError('NOT_FOUND', `There is no programme "${id}". Programmes: ${known}.`, {
    place: { argument: 'programme' },
  });
}

/** @throws LinchpinError CONFLICT for a retired programme: no table of it is computed any more */
export function requireCurrent({ id, retiredAt, retiredReason }: Programme): void {
  if ((retiredAt ?? null) === null) return;
  throw new LinchpinError(
    'CONFLICT',
    `Programme "${id}" was retired on ${String(retiredAt).slice(0, 10)} (${retiredReason}). Its stored runs can be read; for a new table create another programme.`,
    { place: { argument: 'programme' } },
  );
}
