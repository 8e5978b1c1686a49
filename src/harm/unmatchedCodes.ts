import { decodeCursor, type Page, pageOf, pageSize } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../graph/index.ts';
import { aliasKeyOfCode, aliasKeyOfTitle, createMatcher, type OffenceMatcher } from './matchOffenceType.ts';
import { foldTitle, normaliseCode, spellingsOf } from './offenceCodes.ts';
import { listAliases, listTypeCodes, listUnmatched, writeAlias } from './repository.ts';

/** One code or title of the queue. */
export interface UnmatchedCode {
  readonly key: string;
  readonly code?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly reason: string;
  readonly offences: number;
  /** Some of its offences. */
  readonly offenceIds: readonly string[];
}

/** A page of the queue, most frequent first. */
export async function unmatchedOffenceCodes(
  graph: Graph,
  request: {
    readonly first: number;
    readonly after?: string | null | undefined;
    readonly visible: readonly string[];
  },
  options?: CallOptions,
): Promise<Page<UnmatchedCode>> {
  const first = pageSize(request.first);
  const after = decodeCursor(request.after, ['number', 'string']);
  const rows = await listUnmatched(
    graph,
    {
      visible: request.visible,
      afterOffences: after === undefined ? undefined : Number(after[0]),
      afterKey: after === undefined ? undefined : String(after[1]),
      limit: first + 1,
    },
    options,
  );
  return pageOf(rows, first, ({ offences, key }) => [offences, key], after);
}

/** The matcher that knows the store's recorded mappings and the codes that came with its editions. */
export async function openMatcher(graph: Graph): Promise<OffenceMatcher> {
  const [aliases, codes] = await Promise.all([listAliases(graph), listTypeCodes(graph)]);
  return createMatcher(aliases, codes);
}

/**
 * Decides what a code or title of the queue means, and gives that type to the offences that wait for it.
 * @returns how many offences left the queue
 * @throws LinchpinError NOT_FOUND where there is no such offence type, BAD_INPUT without a reason or without exactly one of code and title
 */
export async function mapOffenceCode(
  graph: Graph,
  decision: {
    readonly code?: string;
    readonly title?: string;
    readonly type: string;
    readonly decidedBy: string;
    readonly decidedAt: string;
    readonly reason: string;
  },
): Promise<number> {
  const { code, title, decidedBy, decidedAt, reason } = decision;
  if ((code === undefined) === (title === undefined))
    throw new LinchpinError('BAD_INPUT', 'Say either the code or the title that is to be mapped.');
  if (reason.trim().length < 10)
    throw new LinchpinError('BAD_INPUT', 'The reason must have at least 10 characters.');
  const id = code !== undefined ? aliasKeyOfCode(code) : aliasKeyOfTitle(title ?? '');
  const statedCodes = code === undefined ? [] : spellingsOf(code);
  const settledCodes = code === undefined ? await mappedCodes(graph) : [];
  const moved = await writeAlias(
    graph,
    { id, code: normaliseCode(decision.type), decidedBy, decidedAt, reason },
    { statedCodes, titleKey: title === undefined ? undefined : foldTitle(title), settledCodes },
  );
  if (moved === undefined) throw new LinchpinError('NOT_FOUND', `There is no offence type ${decision.type}.`);
  return moved;
}

async function mappedCodes(graph: Graph): Promise<readonly string[]> {
  const prefix = aliasKeyOfCode('');
  return [...(await listAliases(graph)).keys()]
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => spellingsOf(key.slice(prefix.length)));
}
