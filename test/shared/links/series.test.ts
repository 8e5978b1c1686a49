import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crimelinkageBundle } from '../../../bench/quality/crimelinkage.ts';
import { projectRoot, systemClock } from '../../../src/config/index.ts';
import { type ModelCard, scoreBundle } from '../../../src/links/index.ts';

const shared = process.env.LINCHPIN_SHARED ?? join(projectRoot, '..', 'shared');

type Row = Readonly<Record<string, string>>;
interface Scored {
  readonly a: string;
  readonly b: string;
  readonly probability: number;
}

let folder = '';
let card: ModelCard;
let scored: readonly Scored[];
let offenders: ReadonlyMap<string, ReadonlySet<string>>;

/** The 490 burglaries of crimelinkage (GPL, read in place and never copied) as an import bundle. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-series-'));
  offenders = await crimelinkageBundle(shared, folder);
  const out = join(folder, 'pairs.csv');
  const { signal } = new AbortController();
  ({ card } = await scoreBundle({
    path: folder,
    out,
    least: 0,
    clock: systemClock,
    workDirectory: folder,
    signal,
  }));
  const rows: readonly Row[] = parse(await readFile(out), { columns: true });
  scored = rows.map(({ offence_a: a = '', offence_b: b = '', probability }) => ({
    a,
    b,
    probability: Number(probability),
  }));
}, 240_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('series linkage on burglaries with a truth', () => {
  it('tells pairs of one offender from others at or above the published area under the curve', () => {
    const pairs = scored.flatMap(({ a, b, probability }) => {
      const [one, two] = [offenders.get(a), offenders.get(b)];
      return one === undefined || two === undefined
        ? []
        : [{ linked: [...one].some((who) => two.has(who)), probability }];
    });
    const order = pairs.toSorted((a, b) => a.probability - b.probability);
    const linked = pairs.filter((pair) => pair.linked).length;
    let ranks = 0;
    for (const [rank, pair] of order.entries()) if (pair.linked) ranks += rank + 1;
    const auc = (ranks - (linked * (linked + 1)) / 2) / (linked * (pairs.length - linked));
    expect(linked).toBe(255);
    expect(auc).toBeGreaterThanOrEqual(0.925);
  });

  it('puts C:431 and C:460 first of the pairs without a suspect', () => {
    const unsolved = scored.filter(({ a, b }) => !offenders.has(a) && !offenders.has(b));
    const [first] = unsolved.toSorted((a, b) => b.probability - a.probability);
    expect([first?.a, first?.b]).toEqual(['cl:C:431', 'cl:C:460']);
  });

  it('keeps a card of what it learned on and how well it does, beside distance alone', () => {
    expect(card).toMatchObject({ basis: 'TRAINED', offences: 490, source: 'cl', linkedPairs: 255 });
    expect(card.withSingles?.auc).toBeGreaterThan(card.distanceAlone?.auc ?? 1);
  });
});
