import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { nearRepeat } from '../../src/links/index.ts';
import { type Figure, rounded } from './Figure.ts';

const MS_PER_DAY = 86_400_000;

/** Near repeats of Chicago's burglaries (package NearRepeat, GPL: read where it is). */
export async function onChicago(shared: string): Promise<Figure[]> {
  const text = await readFile(join(shared, 'data/real/near_repeat/chicago_be_month1.csv'), 'utf8');
  const rows: readonly Readonly<Record<string, string>>[] = parse(text, { columns: true });
  const events = rows.map(({ x, y, date = '' }) => ({
    x: Number(x),
    y: Number(y),
    day: Date.parse(date) / MS_PER_DAY,
  }));
  const [found] = await nearRepeat(events, [0, 0.1], [7]);
  if (found === undefined) return [];
  return [
    {
      data: 'Chicago burglaries, one month',
      figure: 'pairs at one place within 7 days, times what chance gives',
      ours: rounded(found.ratio),
      beside: { chance: 1 },
      target: 'about 1.65',
    },
  ];
}
