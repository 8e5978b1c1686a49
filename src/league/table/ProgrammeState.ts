import { type Caller, listMarkings, parseMarking, seenBy } from '../../access/index.ts';
import type { CallOptions, Graph, Versions } from '../../graph/index.ts';
import { editionDigest } from '../../harm/index.ts';
import type { Programme } from '../programmes/programmes.ts';
import { listEveryProgramme } from '../programmes/repository.ts';
import { currentState, newestReportDate } from '../repository.ts';

/** What a programme's tables stand on at one moment, read in one go. */
export interface ProgrammeState {
  readonly programme: Programme;
  readonly edition: string;
  /** Undefined where there is no such edition. */
  readonly editionDigest: string | undefined;
  /** Marking ids that the programme may count, in order. */
  readonly visible: readonly string[];
  /** Of these markings. */
  readonly versions: Versions;
  /** Newest report date among what it may count. */
  readonly newest: string | undefined;
}

interface Known {
  readonly programme: Programme;
  readonly stamp: string;
  readonly visible: readonly string[];
}
const memory = new WeakMap<Graph, Map<string, Known>>();

/**
 * Reads what a programme's current table stands on: one round trip where neither the programme nor the list of markings
 * has changed since the last.
 * @returns undefined where there is no such programme
 */
export async function readState(
  graph: Graph,
  id: string,
  edition?: string,
  options?: CallOptions,
): Promise<ProgrammeState | undefined> {
  const kept = memory.get(graph) ?? new Map<string, Known>();
  memory.set(graph, kept);
  for (;;) {
    const known = kept.get(id);
    const row = await currentState(graph, { programme: id, edition, visible: known?.visible ?? [] }, options);
    if (row === undefined) return undefined;
    const { programmeVersion, programmeDigest, retired, markings } = row;
    const markingIds = markings.map((marking) => marking.id);
    const visible = countedAt(row.programmeMarking, markingIds);
    const stamp = `${programmeVersion}|${programmeDigest}|${retired}`;
    const numbers = new Map(markings.map((marking) => [marking.id, marking.version]));
    if (known?.stamp === stamp && sameIds(known.visible, visible))
      return {
        programme: known.programme,
        edition: row.edition,
        editionDigest: row.editionDigest ?? undefined,
        visible,
        versions: new Map(visible.map((marking) => [marking, numbers.get(marking) ?? 0])),
        newest: row.newest ?? undefined,
      };
    const programme =
      known?.stamp === stamp
        ? known.programme
        : (await listEveryProgramme(graph, markingIds, options)).find((one) => one.id === id);
    if (programme === undefined) return undefined;
    const { version, digest, retiredAt } = programme;
    const found = `${version}|${digest}|${(retiredAt ?? null) !== null}`;
    kept.set(id, { programme, stamp: found, visible });
  }
}

/** What a table of a programme would stand on that is not saved. */
export async function readDraftState(
  graph: Graph,
  programme: Programme,
  options?: CallOptions,
): Promise<ProgrammeState> {
  const { edition, marking } = programme;
  const markings = await listMarkings(graph);
  const visible = countedAt(
    marking,
    markings.map(({ id }) => id),
  );
  return {
    programme,
    edition,
    editionDigest: await editionDigest(graph, edition),
    visible,
    versions: new Map(
      markings.filter(({ id }) => visible.includes(id)).map(({ id, version }) => [id, version]),
    ),
    newest: await newestReportDate(graph, visible, options),
  };
}

/** What may count in a programme of this marking, in order. */
const countedAt = (marking: string, ids: readonly string[]) => [...seenBy(parseMarking(marking), ids)].sort();

const sameIds = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/** Whether a caller sees a programme and its league, by clearance or under a break-glass. */
export function sees(caller: Pick<Caller, 'visible'>, { marking }: Pick<Programme, 'marking'>): boolean {
  return caller.visible.includes(marking);
}
