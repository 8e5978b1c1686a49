import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Table from 'cli-table3';
import { projectRoot } from '../src/config/index.ts';
import { machine } from './machine.ts';

/** Writes `bench/results/<name>.json` with the machine that the figures are of. */
export async function writeResults(name: string, figures: object): Promise<void> {
  await mkdir(join(projectRoot, 'bench/results'), { recursive: true });
  await writeFile(
    join(projectRoot, 'bench/results', `${name}.json`),
    `${JSON.stringify({ measured: new Date().toISOString().slice(0, 10), machine, ...figures }, null, 2)}\n`,
  );
}

/** A row is a name and one value for each column; what was not measured shows as a dash. */
export function printTable(
  head: readonly string[],
  rows: readonly (readonly (string | number | undefined)[])[],
): void {
  const table = new Table({ head: [...head], style: { head: [], border: [] } });
  for (const row of rows) table.push(row.map((cell) => cell ?? '-'));
  process.stdout.write(`${table.toString()}\n`);
}
