import { LinchpinError } from '../errors/LinchpinError.ts';
import { type HeaderType, parseHeaderType } from './headerTypes.ts';

/** A parameter or column of a query as its header declares it. */
export interface QueryField {
  readonly name: string;
  readonly type: HeaderType;
  readonly words: string;
}

/** One query of the catalogue: the text that is sent, and what its header promises. */
export interface CatalogueQuery {
  /** `domain/verb-noun`, the file's path below `cypher/` without its ending. */
  readonly name: string;
  readonly purpose: string;
  readonly mode: 'read' | 'write';
  readonly timeoutMs: number;
  readonly parameters: readonly QueryField[];
  readonly columns: readonly QueryField[];
  /** What the query's plan relies on, in words. */
  readonly plan: string;
  readonly text: string;
}

const DEFAULT_TIMEOUT_MS = 15_000;

/**
 * Reads the header and the text of one query file.
 * @throws LinchpinError QUERY_INVALID naming the file and the header line
 */
export function parseQueryFile(name: string, content: string): CatalogueQuery {
  const lines = content.replaceAll('\r\n', '\n').split('\n');
  const purpose: string[] = [];
  const tags: { readonly tag: string; readonly text: string }[] = [];
  let line = 0;
  for (; line < lines.length; line += 1) {
    const comment = /^\/\/ ?(.*)$/.exec(lines[line] ?? '');
    if (comment === null) break;
    const text = comment[1] ?? '';
    const tag = /^@(\w+)\s*(.*)$/.exec(text);
    if (tag !== null) tags.push({ tag: tag[1] ?? '', text: tag[2] ?? '' });
    else if (tags.length === 0) purpose.push(text);
    else {
      const last = tags.at(-1);
      if (last !== undefined) tags[tags.length - 1] = { tag: last.tag, text: `${last.text} ${text.trim()}` };
    }
  }
  const text = lines.slice(line).join('\n').trim().replace(/;$/, '');
  const fail = (problem: string) =>
    new LinchpinError('QUERY_INVALID', `cypher/${name}.cypher: ${problem}`, { place: { file: name } });
  if (purpose.join('').trim() === '') throw fail('the header does not state a purpose.');
  if (text === '') throw fail('there is no query below the header.');

  const parameters: QueryField[] = [];
  const columns: QueryField[] = [];
  let mode: 'read' | 'write' | undefined;
  let timeoutMs = DEFAULT_TIMEOUT_MS;
  let plan = '';
  for (const { tag, text: value } of tags) {
    if (tag === 'mode') {
      if (value !== 'read' && value !== 'write') throw fail(`@mode must be read or write, not "${value}".`);
      mode = value;
    } else if (tag === 'timeout') {
      const seconds = /^(\d+)s$/.exec(value);
      if (seconds === null) throw fail(`@timeout must be whole seconds such as 30s, not "${value}".`);
      timeoutMs = Number(seconds[1]) * 1000;
    } else if (tag === 'param') parameters.push(parseField(value, fail));
    else if (tag === 'column') columns.push(parseField(value, fail));
    else if (tag === 'plan') plan = value;
    else throw fail(`unknown header line @${tag}.`);
  }
  if (mode === undefined) throw fail('@mode is missing (read or write).');
  return { name, purpose: purpose.join(' ').trim(), mode, timeoutMs, parameters, columns, plan, text };
}

function parseField(text: string, fail: (problem: string) => LinchpinError): QueryField {
  const found = /^(\w+)\s+(.+)$/.exec(text);
  if (found === null) throw fail(`"${text}" must be a name and a type.`);
  const { type, rest } = parseHeaderType(found[2] ?? '');
  return { name: found[1] ?? '', type, words: rest };
}
