import { join } from 'node:path';
import { BASE_MARKING } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type HeaderType, parseHeaderType, type StoreFile, type StoreFiles } from '../../graph/index.ts';
import { IDENTIFIER_LABELS } from '../write/links.ts';
import type { MarkingTables } from '../write/markingTables.ts';
import { CsvTable } from './CsvTable.ts';
import { field, headerField, NotForBulk, quoted } from './fields.ts';

/** Names of what ids are unique among: the label of the nodes. */
export type Space = string;
/** One end of a relationship. */
export type End = readonly [space: Space, id: string];

interface Table {
  readonly file: CsvTable;
  readonly names: readonly string[];
  readonly columns: readonly string[];
}

/** About half a gigabyte of ids. */
const MOST_REMEMBERED = 4_000_000;
const IDENTIFIER = parseHeaderType(
  '{kind: String, value: String, valid: Boolean, markings: List<String>?}',
).type;

/**
 * Writes nodes and relationships to files for the offline import, and remembers what links between them depend on:
 * the markings of both ends, and identifiers that several rows name.
 */
export class StoreWriter {
  readonly tables: MarkingTables;
  private readonly folder: string;
  private readonly nodes = new Map<string, Table>();
  private readonly links = new Map<string, Table>();
  /** Markings of nodes that are not at the base marking. */
  private readonly marked = new Map<string, string>();
  private readonly identifiers = new Map<string, { readonly valid: boolean; readonly markings: string[] }>();
  private readonly types = new Map<HeaderType, number>();
  private multiline = false;

  constructor(folder: string, tables: MarkingTables) {
    this.folder = folder;
    this.tables = tables;
  }

  /** @param type a struct that names every property @param more columns beside them, already as fields */
  node(
    label: Space,
    type: HeaderType,
    node: { readonly id: string; readonly marking: string },
    more: Readonly<Record<string, string>> = {},
  ): void {
    if (node.marking !== BASE_MARKING) mustFit(this.marked).set(`${label}|${node.id}`, node.marking);
    const table = this.table(this.nodes, label, [label], () => ({
      columns: propertiesOf(type),
      header: [
        ...fieldsOf(type).map(([name, of]) => (name === 'id' ? `id:ID(${label})` : headerField(name, of))),
        ...Object.keys(more),
      ],
    }));
    this.add(table, [...this.fields(table.columns, node), ...Object.values(more)]);
  }

  /** A node that already stands in the store, by a key of its own. */
  kept(labels: readonly string[], header: readonly string[], line: readonly string[]): void {
    const name = `${labels.join(':')}|${header.join(',')}`;
    this.add(
      this.table(this.nodes, name, labels, () => ({ columns: [], header })),
      line,
    );
  }

  keptLink(name: string, header: readonly string[], line: readonly string[]): void {
    const key = `${name}|${header.join(',')}`;
    this.add(
      this.table(this.links, key, [name], () => ({ columns: [], header })),
      line,
    );
  }

  /** @param type a struct that names every property */
  link(name: string, type: HeaderType, from: End, to: End, properties: object): void {
    const table = this.table(
      this.links,
      `${name}|${from[0]}|${to[0]}|${this.numberOf(type)}`,
      [name],
      () => ({
        columns: propertiesOf(type),
        header: [
          `:START_ID(${from[0]})`,
          `:END_ID(${to[0]})`,
          ...fieldsOf(type).map(([property, of]) => headerField(property, of)),
        ],
      }),
    );
    this.add(table, [quoted(from[1]), quoted(to[1]), ...this.fields(table.columns, properties)]);
  }

  markingOf(space: Space, id: string): string {
    return this.marked.get(`${space}|${id}`) ?? BASE_MARKING;
  }

  /** Least upper bound. */
  join(...markings: readonly [string, ...string[]]): string {
    return markings.reduce((one, two) => this.tables.joins[`${one}|${two}`] ?? one);
  }

  /**
   * The first row that names an identifier makes it.
   * @param alone the marking of a row that states it alone
   */
  identifier(id: string, valid: boolean, alone?: string): void {
    const known = this.identifiers.get(id) ?? { valid, markings: [] };
    if (!this.identifiers.has(id)) mustFit(this.identifiers).set(id, known);
    if (alone !== undefined && !known.markings.includes(alone)) known.markings.push(alone);
  }

  /** Closes every file. */
  finish(): StoreFiles {
    this.writeIdentifiers();
    const filesOf = (tables: ReadonlyMap<string, Table>): readonly StoreFile[] =>
      [...tables.values()].map(({ file, names }) => {
        file.finish();
        return { path: file.path, names };
      });
    return {
      nodes: filesOf(this.nodes),
      relationships: filesOf(this.links),
      multiline: this.multiline,
    };
  }

  /** Leaves the files, finished or not. */
  close(): void {
    for (const { file } of [...this.nodes.values(), ...this.links.values()]) file.close();
  }

  private writeIdentifiers(): void {
    if (this.identifiers.size === 0) return;
    const table = this.table(this.nodes, 'Identifier', ['Identifier'], () => ({
      columns: propertiesOf(IDENTIFIER),
      header: [
        'id:ID(Identifier)',
        ':LABEL',
        ...fieldsOf(IDENTIFIER).map(([name, type]) => headerField(name, type)),
      ],
    }));
    for (const [id, { valid, markings }] of this.identifiers) {
      const at = id.indexOf(':');
      const kind = id.slice(0, at) as keyof typeof IDENTIFIER_LABELS;
      const value = id.slice(at + 1);
      this.add(table, [
        quoted(id),
        IDENTIFIER_LABELS[kind],
        ...this.fields(table.columns, { kind, value, valid, markings }),
      ]);
    }
    this.identifiers.clear();
  }

  /** One type of relationship may come with different properties. */
  private numberOf(type: HeaderType): number {
    const known = this.types.get(type);
    if (known !== undefined) return known;
    this.types.set(type, this.types.size);
    return this.types.size - 1;
  }

  private table(
    tables: Map<string, Table>,
    key: string,
    names: readonly string[],
    make: () => { readonly columns: readonly string[]; readonly header: readonly string[] },
  ): Table {
    const known = tables.get(key);
    if (known !== undefined) return known;
    const { columns, header } = make();
    const sort = tables === this.nodes ? 'nodes' : 'links';
    const path = join(this.folder, `${sort}-${tables.size + 1}.csv`);
    const table = { file: new CsvTable(path, header), names, columns };
    tables.set(key, table);
    return table;
  }

  private fields(columns: readonly string[], from: object): readonly string[] {
    const values = from as Readonly<Record<string, unknown>>;
    return columns.map((name) => field(values[name]));
  }

  private add({ file }: Table, fields: readonly string[]): void {
    const line = fields.join(',');
    this.multiline ||= line.includes('\n') || line.includes('\r');
    file.add(line);
  }
}

/** What is remembered must fit into memory; a larger bundle goes the driver's way. */
function mustFit<M extends ReadonlyMap<string, unknown>>(map: M): M {
  if (map.size > MOST_REMEMBERED) throw new NotForBulk('more ids than can be remembered');
  return map;
}

function fieldsOf(type: HeaderType): readonly (readonly [string, HeaderType])[] {
  if (type.kind !== 'struct')
    throw new LinchpinError('INTERNAL', 'The offline import needs the properties by name.');
  return [...type.fields];
}

const propertiesOf = (type: HeaderType): readonly string[] => fieldsOf(type).map(([name]) => name);
