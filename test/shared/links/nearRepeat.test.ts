import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../src/config/index.ts';
import { nearRepeat } from '../../../src/links/index.ts';

const shared = process.env.LINCHPIN_SHARED ?? join(projectRoot, '..', 'shared');
const MS_PER_DAY = 86_400_000;

it('finds burglaries of Chicago at one place within 7 days 1.65 times as often as by chance', async () => {
  const text = readFileSync(join(shared, 'data/real/near_repeat/chicago_be_month1.csv'), 'utf8');
  const rows: readonly Readonly<Record<string, string>>[] = parse(text, { columns: true });
  const events = rows.map(({ x, y, date = '' }) => ({
    x: Number(x),
    y: Number(y),
    day: Date.parse(date) / MS_PER_DAY,
  }));
  const [found] = await nearRepeat(events, [0, 0.1], [7]);
  expect(found?.observed).toBe(29);
  expect(found?.ratio).toBeCloseTo(1.65, 1);
  expect(found?.p).toBeLessThan(0.01);
});
