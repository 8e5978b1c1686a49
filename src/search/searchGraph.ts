import { decodeCursor, type Page, pageOf, pageSize } from '../access/index.ts';
import { compareCodePoints } from '../collections/compareCodePoints.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../graph/index.ts';
import { normaliseIdentifier } from '../ingest/index.ts';
import { findExact, findLocationsByText, findNominalsByIdentifier, findPersonsByName } from './repository.ts';
import { fuzzyQuery, similarity, words } from './similarity.ts';

export interface SearchRequest {
  readonly text: string;
  readonly kinds?: readonly string[] | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly visible: readonly string[];
}
export interface Hit {
  readonly kind: string;
  readonly id: string;
  readonly score: number;
  readonly matched: string;
}

/** Candidates that are ranked; past that the answer says that it is capped. */
const MAX_CANDIDATES = 2_000;
const LONGEST = 200;
/** Below this two names have little in common. */
const LEAST_SCORE = 0.6;
const IDENTIFIER_KINDS = ['PHONE', 'VEHICLE', 'EMAIL', 'ACCOUNT', 'DEVICE', 'DOCUMENT', 'BIOMETRIC'] as const;

/**
 * Finds nominals, offences, locations and identifiers; exact identifiers first, then by likeness.
 * @throws LinchpinError BAD_INPUT for an empty or endless text
 */
export async function searchGraph(
  graph: Graph,
  request: SearchRequest,
  options?: CallOptions,
): Promise<Page<Hit> & { readonly capped: boolean }> {
  const first = pageSize(request.first);
  const after = decodeCursor(request.after, ['number', 'string', 'string']);
  const text = request.text.trim();
  if (text === '' || text.length > LONGEST)
    throw new LinchpinError('BAD_INPUT', `text must have 1 to ${LONGEST} characters.`, {
      place: { argument: 'text' },
    });
  const wanted = (kind: string) =>
    request.kinds === undefined || request.kinds === null || request.kinds.includes(kind);
  const hits = new Map<string, Hit>();
  const keep = (hit: Hit) => {
    const key = `${hit.kind} ${hit.id}`;
    const known = hits.get(key);
    if (wanted(hit.kind) && (known === undefined || known.score < hit.score)) hits.set(key, hit);
  };
  const { visible } = request;
  const identifierIds = IDENTIFIER_KINDS.map((kind) => {
    const { value } = normaliseIdentifier(kind, text);
    return `${kind}:${value}`;
  });
  const texts = [...new Set([text, text.toUpperCase()])];
  const [exact, nominals] = await Promise.all([
    findExact(graph, { texts, identifierIds, visible }, options),
    findNominalsByIdentifier(graph, { ids: texts, identifierIds, visible }, options),
  ]);
  for (const { kind, id, matched } of exact) keep({ kind, id, score: 1, matched });
  for (const { id, matched } of nominals) keep({ kind: 'PERSON', id, score: 1, matched });

  const question = words(text);
  let capped = false;
  const fuzzy = async (
    kind: 'PERSON' | 'LOCATION',
    find: (query: string) => Promise<readonly { readonly id: string; readonly text: string }[]>,
  ) => {
    if (!wanted(kind) || question.length === 0) return;
    let rows = await find(fuzzyQuery(question, 'AND'));
    if (rows.length === 0 && question.length > 1) rows = await find(fuzzyQuery(question, 'OR'));
    if (rows.length > MAX_CANDIDATES) capped = true;
    for (const row of rows.slice(0, MAX_CANDIDATES)) {
      const names = kind === 'PERSON' ? row.text.split(' | ') : [row.text];
      const scored = names.map((name) => ({ name, score: similarity(question, name) }));
      const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
      // An exact name is not an exact identifier: many people bear one.
      if (best.score >= LEAST_SCORE)
        keep({ kind, id: row.id, score: Math.round(best.score * 950_000) / 1e6, matched: best.name.trim() });
    }
  };
  const limit = MAX_CANDIDATES + 1;
  await fuzzy('PERSON', async (query) =>
    (await findPersonsByName(graph, { query, words: question, visible, limit }, options)).map(
      ({ id, nameText }) => ({
        id,
        text: nameText,
      }),
    ),
  );
  await fuzzy('LOCATION', (query) =>
    findLocationsByText(graph, { query, words: question, visible, limit }, options),
  );

  const ordered = [...hits.values()].sort(
    (a, b) => b.score - a.score || compareCodePoints(a.kind, b.kind) || compareCodePoints(a.id, b.id),
  );
  const rest = after === undefined ? ordered : ordered.filter((hit) => isAfter(hit, after));
  return {
    ...pageOf(rest.slice(0, first + 1), first, ({ score, kind, id }) => [score, kind, id], after),
    capped,
  };
}

function isAfter(hit: Hit, [score = 0, kind = '', id = '']: readonly (string | number)[]): boolean {
  const order =
    Number(score) - hit.score ||
    compareCodePoints(hit.kind, String(kind)) ||
    compareCodePoints(hit.id, String(id));
  return order > 0;
}
