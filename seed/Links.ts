import type { Row } from './World.ts';

/** What two ids a row links, by file: every relationship of the graph that a path between persons may use. */
const LINKED: Readonly<Record<string, (row: Row) => readonly (readonly [string, string])[]>> = {
  'residences.csv': (row) => pairs(row.person_id, row.location_id),
  'identifiers.csv': (row) => pairs(row.person_id, identifier(row.kind, row.value)),
  'associations.csv': (row) => pairs(row.person_id, row.other_person_id),
  'involvements.csv': (row) => pairs(row.person_id, row.offence_id),
  'offences.csv': (row) => pairs(row.id, row.location_id),
  'custody.csv': (row) => pairs(row.id, row.person_id),
  'forensics.csv': (row) => pairs(row.id, row.offence_id, row.person_id),
  'orders.csv': (row) => pairs(row.id, row.person_id),
  'intelligence.csv': (row) => pairs(row.id, ...list(row.mentions)),
  'events.csv': (row) =>
    pairs(
      row.id,
      row.person_id,
      ...list(row.person_ids),
      identifier(row.identifier_kind, row.identifier_value),
      identifier(row.other_identifier_kind, row.other_identifier_value),
      row.location_id,
    ),
};

type Cell = Row[string];
const list = (cell: Cell): readonly string[] => String(cell ?? '').split(';');

/** The name of an identifier in paths: its kind and the value as the bundle writes it. */
export function identifier(kind: Cell, value: Cell): string | undefined {
  return kind === undefined || value === undefined ? undefined : `${kind}:${value}`;
}

function pairs(from: Cell, ...to: readonly Cell[]): (readonly [string, string])[] {
  return to.flatMap((end) => (from === undefined || !end ? [] : [[String(from), String(end)] as const]));
}

/** Everything that is linked to anything in a bundle, whatever the direction. */
export class Links {
  private readonly beside = new Map<string, string[]>();

  constructor(files: ReadonlyMap<string, readonly Row[]>) {
    for (const [file, linked] of Object.entries(LINKED))
      for (const row of files.get(file) ?? []) for (const [one, two] of linked(row)) this.add(one, two);
  }

  add(one: string, two: string): void {
    for (const [from, to] of [
      [one, two],
      [two, one],
    ] as const) {
      const known = this.beside.get(from);
      if (known === undefined) this.beside.set(from, [to]);
      else known.push(to);
    }
  }

  /** Every id that a path of at most so many relationships reaches, with the number of them. */
  within(steps: number, start: string): ReadonlyMap<string, number> {
    const reached = new Map([[start, 0]]);
    let edge = [start];
    for (let step = 1; step <= steps; step += 1) {
      const next: string[] = [];
      for (const id of edge)
        for (const other of this.beside.get(id) ?? []) {
          if (reached.has(other)) continue;
          reached.set(other, step);
          next.push(other);
        }
      edge = next;
    }
    return reached;
  }
}
