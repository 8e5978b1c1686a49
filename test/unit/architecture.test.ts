import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/index.ts';

const source = join(projectRoot, 'src');
/** What each folder of src may import besides itself. Domains meet only through their index. */
const BELOW = ['access', 'graph', 'config', 'errors', 'collections'] as const;
const DOMAINS = ['harm', 'ingest', 'league', 'links', 'records', 'retention', 'search'] as const;
const EDGES = [...DOMAINS, ...BELOW, 'neo4j'];
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  collections: [],
  config: ['errors'],
  neo4j: ['graph', 'config', 'errors'],
  graph: ['config', 'errors', 'collections'],
  access: ['graph', 'config', 'errors', 'collections'],
  harm: BELOW,
  records: [...BELOW, 'ingest'],
  ingest: [...BELOW, 'harm'],
  league: [...BELOW, 'harm'],
  links: [...BELOW, 'ingest'],
  retention: [...BELOW, 'ingest', 'league', 'records'],
  search: [...BELOW, 'ingest', 'records'],
  backup: [...BELOW, 'neo4j'],
  api: EDGES,
  cli: [...EDGES, 'api', 'backup'],
};

interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly target: string;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.[jt]s$/.test(file),
);
const textOf = (file: string) => readFileSync(join(source, file), 'utf8');

/** Relative imports of a file that leave its own folder of src. */
function importsOf(file: string): readonly Import[] {
  const specifiers = [...textOf(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].map(
    (found) => found[1] ?? '',
  );
  return specifiers.flatMap((specifier) => {
    const target = relative(source, join(source, dirname(file), specifier));
    const [from = '', to = ''] = [file.split('/')[0], target.split('/')[0]];
    return from === to ? [] : [{ file, from, to, target }];
  });
}
const imports = files.flatMap(importsOf);

describe('the source tree', () => {
  it('has no folder of which nobody has decided what it may import', () => {
    const folders = new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]));
    expect([...folders].filter((folder) => MAY_IMPORT[folder ?? ''] === undefined)).toEqual([]);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('imports one way: api and command line, domains, access, graph, configuration, errors', () => {
    const wrong = imports.filter(
      ({ from, to }) => !to.startsWith('..') && MAY_IMPORT[from]?.includes(to) !== true,
    );
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('lets a domain see another only through its index', () => {
    const wrong = imports.filter(
      ({ from, to, target }) =>
        DOMAINS.some((domain) => domain === from) &&
        DOMAINS.some((domain) => domain === to) &&
        target !== `${to}/index.ts`,
    );
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('runs queries only in repositories and in the graph module', () => {
    const allowed = /(^|\/)repository\.ts$|^graph\//;
    const wrong = files.filter(
      (file) => !allowed.test(file) && /\.(read|write|stream|run)\(\s*'\w+\/[\w-]+'/.test(textOf(file)),
    );
    expect(wrong).toEqual([]);
  });

  it('holds Cypher only below cypher/', () => {
    const cypher = /\b(OPTIONAL )?MATCH \(|\bMERGE \(|\bUNWIND \$|\bDETACH DELETE\b/;
    expect(files.filter((file) => cypher.test(textOf(file)))).toEqual([]);
  });

  it('speaks to the driver only in the graph module, and where the generated catalogue is given it', () => {
    const wrong = files.filter(
      (file) =>
        !/^(graph\/|neo4j\/|api\/catalogue\.ts$)/.test(file) && /from 'neo4j-driver'/.test(textOf(file)),
    );
    expect(wrong).toEqual([]);
  });
});
