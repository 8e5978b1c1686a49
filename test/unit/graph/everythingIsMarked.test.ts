import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/graph/index.ts';

/** What keeps house, is shown to nobody, and carries no marking. */
const HOUSEKEEPING = ['Marking', 'Migration', 'Lease', 'OutboxEvent', 'AuditChain', 'AuditStore'];
/** Told to every supervisor and auditor, whatever they may see: their marking is the one that was asked for. */
const LOUD = ['BreakGlass', 'BreakGlassLog'];
/** Seen through what uses it (search/find-identifiers). */
const SEEN_BY_USE = ['Identifier'];

const queries = [...loadCatalogue().values()];
const writes = queries.filter(({ mode }) => mode === 'write').map(({ text }) => text);
const textOf = (name: string) => queries.find((query) => query.name === name)?.text ?? '';

/** Everything that a query creates and that fits, each once, in order. */
const created = (pattern: RegExp): readonly string[] =>
  [...new Set(writes.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name ?? '')))].sort();
const listed = (text: string, pattern: RegExp): readonly string[] =>
  text.match(pattern)?.[1]?.split('|') ?? [];

describe('the check of markings', () => {
  it('looks at every label that any query creates', () => {
    const labels = created(/(?:MERGE|CREATE)\s*\(\w*:(\w+)/g);
    const checked = listed(textOf('checks/nodes-are-marked'), /\(n:([\w|]+)\)/);
    expect(labels.length).toBeGreaterThan(20);
    const known = [...checked, ...HOUSEKEEPING, ...LOUD, ...SEEN_BY_USE];
    expect(labels.filter((label) => !known.includes(label))).toEqual([]);
  });

  it('looks at every type of relationship that any query creates', () => {
    const types = created(/(?:MERGE|CREATE)\s*\(\w+\)<?-\[\w*:([A-Z_]+)/g);
    const checked = listed(textOf('checks/links-are-marked'), /\[r:([\w|]+)\]/);
    expect(types.length).toBeGreaterThan(20);
    expect(types.filter((type) => !checked.includes(type))).toEqual([]);
  });
});
