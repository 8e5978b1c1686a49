import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { rewriteContents } from '../../../src/access/audit/repository.ts';
import {
  anchorToday,
  auditKeyOf,
  eraseFromAudit,
  exportAudit,
  openAudit,
  pruneAudit,
  readLooks,
  verifyAudit,
} from '../../../src/access/index.ts';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { auditHome, auditOf, lookAt, verified, writeSome } from '../../support/auditStore.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { testAuditKey } from '../../support/testAudit.ts';

const graph: Graph = await testGraph();
const OFFICER = { subject: 'supervisor-1', roles: ['supervisor'], visible: ['OFFICIAL'] };
const WHY = { principal: OFFICER, purpose: 'the person asked for erasure', requestId: 'e1' };
let home: string;

beforeEach(async () => {
  await rawCypher(graph, 'MATCH (a:AuditEntry|AuditChain|AuditStore) DETACH DELETE a');
  home = await auditHome();
});

const folderOf = async () => join(home, 'audit', (await readdir(join(home, 'audit')))[0] ?? '');
const headFile = async () => {
  const heads = join(await folderOf(), 'heads');
  return join(heads, (await readdir(heads))[0] ?? '');
};
const held = (id: string) =>
  rawCypher(
    graph,
    'MATCH (a:AuditEntry) WHERE $id IN a.ids OR $id IN a.named OR a.variables CONTAINS $id OR a.purpose CONTAINS $id RETURN a.sequence AS at',
    { id },
  );

describe('an erasure', () => {
  it('takes an id, and no other, out of old entries and leaves the chain valid', async () => {
    const audit = auditOf(graph, home);
    await audit.record(
      lookAt(['s:P1', 's:P12'], {
        named: ['s:P1'],
        variables: '{"person":{"id":"s:P1","also":["s:P12"]}}',
        purpose: 'to see whether s:P1 is s:P12.',
      }),
    );
    await writeSome(audit, 5, 's:Q');
    expect(await eraseFromAudit(graph, audit, { ...WHY, ids: ['s:P1'] })).toEqual({ entries: 1 });
    const rows = await rawCypher(
      graph,
      'MATCH (a:AuditEntry {sequence: 1}) RETURN a.ids AS ids, a.named AS named, a.variables AS variables, a.purpose AS purpose',
    );
    expect(rows).toEqual([
      {
        ids: ['[erased]', 's:P12'],
        named: ['[erased]'],
        variables: '{"person":{"id":"[erased]","also":["s:P12"]}}',
        purpose: 'to see whether [erased] is s:P12.',
      },
    ]);
    expect((await verified(graph, home)).findings).toEqual([]);
    expect(await eraseFromAudit(graph, audit, { ...WHY, ids: ['s:P12'] })).toEqual({ entries: 1 });
    expect(await held('s:P1')).toEqual([]);
    expect((await verified(graph, home)).findings).toEqual([]);
  });

  it('takes an id out of a purpose that names it of an entry that shows nothing', async () => {
    const audit = auditOf(graph, home);
    const purposes = ['to ask about s:P1 (again)', 's:P1\nonce more', 'of s:P12, xs:P1 and s:P1/x'];
    for (const purpose of purposes) await audit.record(lookAt([], { named: [], purpose }));
    expect(await eraseFromAudit(graph, audit, { ...WHY, ids: ['s:P1'] })).toEqual({ entries: 2 });
    const rows = await rawCypher(
      graph,
      "MATCH (a:AuditEntry {operation: 'query { person }'}) RETURN a.purpose AS purpose ORDER BY a.sequence",
    );
    expect(rows.map(({ purpose }) => purpose)).toEqual([
      'to ask about [erased] (again)',
      '[erased]\nonce more',
      purposes[2],
    ]);
    expect((await verified(graph, home)).findings).toEqual([]);
  });

  it('takes it out of ids made of several as well, and of no id that only looks like it', async () => {
    const audit = auditOf(graph, home);
    const home1 = 's:persons/P1/address';
    const compound = ['s:P1|s:O1|SUSPECT_IN', 's:P2|s:P1', 's:P2|s:P1|ALLY', home1];
    for (const id of compound)
      await audit.record(lookAt([id], { named: [id], variables: JSON.stringify({ marking: { id } }) }));
    const others = ['s:P12|s:O1|SUSPECT_IN', 's:P2|s:P12', 'x:s:P1|s:O1|SUSPECT_IN', 's:persons/P12/address'];
    await audit.record(lookAt(others, { named: others }));
    expect(await eraseFromAudit(graph, audit, { ...WHY, ids: ['s:P1', home1] })).toEqual({ entries: 4 });
    const rows = await rawCypher(
      graph,
      "MATCH (a:AuditEntry {operation: 'query { person }'}) RETURN a.ids AS ids, a.named AS named, a.variables AS variables ORDER BY a.sequence",
    );
    const left = ['[erased]|s:O1|SUSPECT_IN', 's:P2|[erased]', 's:P2|[erased]|ALLY', '[erased]'];
    expect(rows).toEqual([
      ...left.map((id) => ({ ids: [id], named: [id], variables: JSON.stringify({ marking: { id } }) })),
      { ids: others, named: others, variables: '{}' },
    ]);
    expect((await verified(graph, home)).findings).toEqual([]);
    expect(await eraseFromAudit(graph, audit, { ...WHY, ids: ['s:P1', home1] })).toEqual({ entries: 0 });
  });

  it('that nobody recorded is found, and so is one that was taken back', async () => {
    const audit = auditOf(graph, home);
    await writeSome(audit, 6);
    await rawCypher(graph, 'MATCH (a:AuditEntry {sequence: 3}) CREATE (k:Kept) SET k = a');
    await eraseFromAudit(graph, audit, { ...WHY, ids: ['s:P2'] });
    expect((await verified(graph, home)).findings).toEqual([]);
    await rawCypher(graph, "MATCH (a:AuditEntry {sequence: 2}) SET a.ids = ['[erased]'], a.erasures = 1");
    expect((await verified(graph, home)).findings).toMatchObject([{ kind: 'changed', sequence: 2 }]);
    await rawCypher(
      graph,
      "MATCH (a:AuditEntry {sequence: 2}) SET a.ids = ['s:P1'] REMOVE a.erasures WITH a MATCH (b:AuditEntry {sequence: 3}) MATCH (k:Kept) SET b = k DELETE k",
    );
    expect((await verified(graph, home)).findings).toMatchObject([{ kind: 'changed', sequence: 3 }]);
  });
});

describe('an entry that is not as it was left', () => {
  const broken = async (audit: ReturnType<typeof auditOf>, ids: readonly string[]) => {
    const entries = () => rawCypher(graph, 'MATCH (a:AuditEntry) RETURN count(a) AS number');
    const before = await entries();
    await expect(eraseFromAudit(graph, audit, { ...WHY, ids })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('linchpin audit verify'),
    });
    expect(await entries()).toEqual(before);
  };

  it('is not sealed anew by an erasure', async () => {
    const audit = auditOf(graph, home);
    await writeSome(audit, 4);
    await rawCypher(graph, "MATCH (a:AuditEntry {sequence: 3}) SET a.purpose = 'made up'");
    await broken(audit, ['s:P2']);
    expect((await verified(graph, home)).findings).toMatchObject([{ kind: 'changed', sequence: 3 }]);
  });

  it('is not sealed anew where something was erased from it before', async () => {
    const audit = auditOf(graph, home);
    await audit.record(lookAt(['s:P1', 's:P2', 's:P3']));
    await eraseFromAudit(graph, audit, { ...WHY, ids: ['s:P1'] });
    await eraseFromAudit(graph, audit, { ...WHY, ids: ['s:P2'] });
    await rawCypher(graph, "MATCH (a:AuditEntry {sequence: 1}) SET a.ids = a.ids + ['s:Q']");
    await broken(audit, ['s:P3']);
    expect((await verified(graph, home)).findings).toMatchObject([{ kind: 'changed', sequence: 1 }]);
  });

  it('ends an erasure where it cannot even be read', async () => {
    const audit = auditOf(graph, home);
    await writeSome(audit, 2);
    await rawCypher(graph, 'MATCH (a:AuditEntry {sequence: 2}) SET a.instance = 7');
    await broken(audit, ['s:P1']);
  });

  it('under another key is rewritten only with that key', async () => {
    const older = auditKeyOf('the key of last year, for this audit');
    const before = openAudit({ graph, clock: systemClock, key: older, home });
    await writeSome(before, 2);
    await before.close();
    const audit = auditOf(graph, home);
    await expect(eraseFromAudit(graph, audit, { ...WHY, ids: ['s:P1'] })).rejects.toThrow('--key-file');
    const erasure = { ...WHY, ids: ['s:P1'], olderKeys: [older] };
    expect(await eraseFromAudit(graph, audit, erasure)).toEqual({ entries: 1 });
    const keys = [testAuditKey, older];
    expect((await verifyAudit({ graph, keys, home, own: false })).findings).toEqual([]);
  });

  it('is rewritten once by one of two, and may be by the same one again', async () => {
    const audit = auditOf(graph, home);
    await writeSome(audit, 1);
    const [row] = await rawCypher(graph, 'MATCH (a:AuditEntry) RETURN a.hash AS hash');
    const left = (salt: string, erasures: number) => ({
      ...{ hash: String(row?.hash), salt, erasures },
      ...{ purpose: '', ids: ['[erased]'], named: [], variables: '{}' },
    });
    const rewrite = (salt: string, erasures: number) =>
      graph.transaction((tx) => rewriteContents(tx, [left(salt, erasures)]));
    expect(await rewrite('one', 1)).toBe(1);
    expect(await rewrite('one', 1)).toBe(1);
    expect(await rewrite('two', 1)).toBe(0);
    expect(await rewrite('two', 2)).toBe(1);
  });

  it('is not rewritten where somebody else was quicker, and no entry says that it was', async () => {
    const audit = auditOf(graph, home);
    await writeSome(audit, 1);
    const record: typeof audit.record = async (entry, within) => {
      await rawCypher(graph, 'MATCH (a:AuditEntry {sequence: 1}) SET a.erasures = 1');
      return audit.record(entry, within);
    };
    await expect(
      eraseFromAudit(graph, { ...audit, record }, { ...WHY, ids: ['s:P0'] }),
    ).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await held('s:P0')).toHaveLength(1);
    expect(await rawCypher(graph, "MATCH (a:AuditEntry {operation: 'audit erasure'}) RETURN a")).toEqual([]);
  });
});

describe('the head on disk', () => {
  it('of a process that was killed between the store and the disk does not look like tampering', async () => {
    const audit = auditOf(graph, home);
    await writeSome(audit, 10);
    const path = await headFile();
    const before = await readFile(path);
    await writeSome(audit, 3);
    // As the disk was before the last group's head reached it.
    await writeFile(path, before);
    expect(await verified(graph, home)).toMatchObject({ findings: [], unanswered: 3 });
    await rawCypher(graph, 'MATCH (a:AuditEntry) WHERE a.sequence > 9 DETACH DELETE a');
    expect((await verified(graph, home)).findings).toMatchObject([{ kind: 'cut off', sequence: 10 }]);
  });

  it('that was cut off half-way leaves the one before, and hides no cut in the store', async () => {
    const audit = auditOf(graph, home);
    await audit.record(lookAt(['s:P1']));
    await audit.record(lookAt(['s:P2']));
    await audit.record(lookAt(['s:P3']));
    await audit.close();
    await rm(join(await folderOf(), 'anchors'), { recursive: true });
    const path = await headFile();
    const bytes = await readFile(path);
    // The newest stands in the first place; half of it never reached the disk.
    await writeFile(path, bytes.fill(0, 100, 512));
    expect((await verified(graph, home)).findings).toEqual([]);
    await rawCypher(
      graph,
      `MATCH (a:AuditEntry {sequence: 3}) MATCH (b:AuditEntry {instance: a.instance, sequence: 2}) MATCH (c:AuditChain {instance: a.instance})
       SET c.sequence = 2, c.hash = b.hash DETACH DELETE a`,
    );
    expect((await verified(graph, home)).findings).toMatchObject([{ kind: 'head damaged', sequence: 3 }]);
    await truncate(path, 0);
    expect((await verified(graph, home)).findings).toMatchObject([{ kind: 'head damaged' }]);
  });

  it('that was taken away with the end of its chain is found by the anchor of the day', async () => {
    const audit = auditOf(graph, home);
    await writeSome(audit, 8);
    await anchorToday({ graph, clock: systemClock, key: testAuditKey, home });
    await rm(await headFile());
    await rawCypher(graph, 'MATCH (a:AuditEntry) WHERE a.sequence > 5 DETACH DELETE a');
    expect((await verified(graph, home)).findings).toMatchObject([{ kind: 'cut off', sequence: 6 }]);
  });

  it('and the anchors are sealed: one that was changed says so', async () => {
    const audit = auditOf(graph, home);
    await writeSome(audit, 3);
    const { path } = await anchorToday({ graph, clock: systemClock, key: testAuditKey, home });
    await writeFile(path, (await readFile(path, 'utf8')).replace('"sequence": 3', '"sequence": 2'));
    expect((await verified(graph, home)).findings).toMatchObject([{ kind: 'anchor damaged' }]);
  });
});

describe('a change of keys', () => {
  it('begins another chain, and the old one says which key it needs instead of seeming broken', async () => {
    const audit = auditOf(graph, home);
    await writeSome(audit, 3);
    await audit.close();
    const newer = auditKeyOf('another key for this audit');
    const next = openAudit({ graph, clock: systemClock, key: newer, home });
    await writeSome(next, 3);
    await next.close();
    const { findings } = await verifyAudit({ graph, keys: [newer], home, own: false });
    expect(findings.map(({ kind }) => kind)).toContain('key unknown');
    expect(findings.map(({ kind }) => kind)).not.toContain('changed');
    expect((await verifyAudit({ graph, keys: [newer, testAuditKey], home, own: false })).findings).toEqual(
      [],
    );
  });
});

describe('pruning', () => {
  const DAY = 86_400_000;
  const at = (days: number) => ({ now: () => new Date(Date.UTC(2026, 0, 1) + days * DAY) });
  const prune = (audit: ReturnType<typeof auditOf>, days: number) =>
    pruneAudit({
      graph,
      audit,
      key: testAuditKey,
      home,
      own: false,
      ...WHY,
      before: at(days).now(),
      now: at(days).now(),
    });

  it('takes what is old from the beginning of each chain, and verifying stays clean and sharp', async () => {
    const old = openAudit({ graph, clock: at(0), key: testAuditKey, home });
    await writeSome(old, 10);
    await old.close();
    const young = openAudit({ graph, clock: at(30), key: testAuditKey, home });
    await writeSome(young, 5);
    expect(await prune(young, 10)).toEqual({ entries: 10 });
    expect(await verified(graph, home)).toMatchObject({ findings: [], entries: 6 });
    await rawCypher(graph, 'MATCH (a:AuditEntry {sequence: 11}) DETACH DELETE a');
    expect((await verified(graph, home)).findings).toMatchObject([{ kind: 'deleted', sequence: 11 }]);
    await expect(prune(young, 40)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('keeps the record of an erasure as long as an entry that it explains', async () => {
    const first = openAudit({ graph, clock: at(0), key: testAuditKey, home });
    const second = openAudit({ graph, clock: at(20), key: testAuditKey, home });
    await writeSome(second, 2, 's:young');
    await writeSome(first, 2, 's:old');
    await eraseFromAudit(graph, first, { ...WHY, ids: ['s:young1'] });
    await writeSome(first, 2, 's:old');
    await prune(second, 10);
    expect((await verified(graph, home)).findings).toEqual([]);
  });

  it('cannot be forged without the key', async () => {
    const audit = auditOf(graph, home);
    await writeSome(audit, 6);
    await rawCypher(
      graph,
      `MATCH (a:AuditEntry {sequence: 3}) MATCH (c:AuditChain {instance: a.instance})
       SET c.stumpSequence = 3, c.stumpHash = a.hash, c.stumpAt = 0, c.stumpSeal = 'made up', c.stumpKeyId = a.keyId
       WITH a MATCH (b:AuditEntry) WHERE b.sequence <= 3 DETACH DELETE b`,
    );
    expect((await verified(graph, home)).findings).toMatchObject([{ kind: 'changed', sequence: 3 }]);
  });
});

describe('an export', () => {
  it('writes what was asked for, page after page, with its digest, and no formula', async () => {
    const audit = auditOf(graph, home);
    await Promise.all(Array.from({ length: 450 }, (_, index) => audit.record(lookAt([`s:P${index}`]))));
    await audit.record(
      lookAt(['s:P1'], { purpose: '=HYPERLINK("x")', principal: { ...OFFICER, subject: 'eve' } }),
    );
    const file = join(home, 'audit.csv');
    const made = await exportAudit({ graph, visible: ['OFFICIAL'], filter: {}, file });
    expect(made.rows).toBe(451);
    expect((await readFile(file, 'utf8')).split('\r\n')).toHaveLength(453);
    const looks = await exportAudit({ graph, visible: ['OFFICIAL'], filter: {}, id: 's:P1', file });
    const text = await readFile(file, 'utf8');
    expect(looks).toMatchObject({ rows: 2 });
    expect(text).toContain('eve');
    expect(text).not.toMatch(/,"?=HYPERLINK/);
  });
});

describe('looks at one id', () => {
  it('are found among entries with hundreds of ids', async () => {
    const audit = auditOf(graph, home);
    const page = Array.from({ length: 500 }, (_, index) => `s:L${index}`);
    await Promise.all(Array.from({ length: 20 }, () => audit.record(lookAt(page))));
    const looks = await readLooks(graph, ['OFFICIAL'], 's:L499', {}, { first: 50 });
    expect(looks.edges).toHaveLength(20);
    expect((await readLooks(graph, ['OFFICIAL'], 's:L49', {}, { first: 50 })).edges).toHaveLength(20);
    expect((await readLooks(graph, ['OFFICIAL'], 's:L', {}, { first: 50 })).edges).toEqual([]);
  });
});
