import { typescriptOf } from './headerTypes.ts';
import type { CatalogueQuery, QueryField } from './parseQueryFile.ts';

/** The text of `queries.generated.ts`: parameters and row of every query, from the headers. */
export function renderQueryTypes(catalogue: ReadonlyMap<string, CatalogueQuery>): string {
  const entries = [...catalogue.values()].map(
    (query) =>
      `  /** ${query.purpose.replaceAll('*/', '* /')} */\n  '${query.name}': { readonly params: ${fields(query.parameters, true)}; readonly row: ${fields(query.columns, false)} };`,
  );
  return `// Generated from the headers below cypher/ by \`npm run generate\`. Do not edit.
export interface Queries {
${entries.join('\n')}
}
export type QueryName = keyof Queries;
export type Params<N extends QueryName> = Queries[N]['params'];
export type Row<N extends QueryName> = Queries[N]['row'];
`;
}

function fields(list: readonly QueryField[], parameters: boolean): string {
  if (list.length === 0) return 'Readonly<Record<string, never>>';
  const parts = list.map(({ name, type }) => {
    const optional = parameters && type.nullable;
    return `readonly ${name}${optional ? '?' : ''}: ${typescriptOf(type)}${optional ? ' | undefined' : ''}`;
  });
  return `{ ${parts.join('; ')} }`;
}
