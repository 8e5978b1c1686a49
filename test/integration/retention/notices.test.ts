import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { correctionNotices, recordCorrection } from '../../../src/retention/corrections.ts';
import { eraseRecord } from '../../../src/retention/erase/eraseRecord.ts';
import { finishErasures } from '../../../src/retention/erase/finishErasures.ts';
import { auditHome, auditOf, lookAt } from '../../support/auditStore.ts';
import { importLines } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { eraser, HIGH, LOW, openBundleLines, pseudonyms } from './heldPerson.ts';

const graph = await testGraph();
const audit = auditOf(graph, await auditHome());

beforeEach(async () => {
  await ensureShippedEditions(graph);
  await rawCypher(graph, 'remove-facts');
  await rawCypher(
    graph,
    'MATCH (n:Erasure|RetentionDecision|CorrectionNotice|ImportJob|AuditEntry|AuditChain) DETACH DELETE n',
  );
  await importLines(graph, openBundleLines());
  const reader = (subject: string, visible: readonly string[]) => ({ subject, roles: ['analyst'], visible });
  for (const _ of [1, 2])
    await audit.record(lookAt(['f:P1'], { principal: reader('plain', LOW), marking: 'OFFICIAL' }));
  await audit.record(lookAt(['f:P1'], { principal: reader('covert', HIGH), marking: 'SECRET' }));
});

const noticesOf = async (visible: readonly string[]) =>
  (await correctionNotices(graph, 'f:P1', { caller: { subject: 's1', visible }, pseudonyms })).map(
    ({ subject, times, note, outstanding }) => ({ subject, times, note, outstanding }),
  );
async function erase() {
  const request = { recordId: 'f:P1', ground: 'COURT_ORDER', reason: 'order of the county court' } as const;
  await eraseRecord(graph, request, eraser('s1', LOW));
  await finishErasures(graph, {
    clock: systemClock,
    now: true,
    // As when the audit has forgotten the id.
    forgetInAudit: () => rawCypher(graph, 'MATCH (a:AuditEntry) DETACH DELETE a'),
  });
}

describe('who received what is erased', () => {
  it('is kept of everybody, and shown to nobody who may not see that they looked', async () => {
    await erase();
    const plain = { subject: 'plain', times: 2, note: undefined, outstanding: true };
    expect(await noticesOf(LOW)).toEqual([plain]);
    expect(await noticesOf(HIGH)).toEqual([{ ...plain, subject: 'covert', times: 1 }, plain]);
  });

  it('is kept once, with what they were told before, and by no id that the record can be guessed from', async () => {
    const asker = { caller: { subject: 's1', visible: LOW }, pseudonyms, clock: systemClock };
    await recordCorrection(graph, { id: 'f:P1', note: 'the name was wrong' }, asker);
    await erase();
    expect(await noticesOf(LOW)).toEqual([
      { subject: 'plain', times: 2, note: 'the name was wrong', outstanding: false },
    ]);
    const stored = await rawCypher(
      graph,
      'MATCH (n:CorrectionNotice) RETURN n.id AS id, n.about AS about, n.subject AS subject, n.marking AS marking ORDER BY subject',
    );
    expect(stored.map(({ subject, about }) => [subject, about])).toEqual([
      ['covert', pseudonyms.erased('f:P1')],
      ['plain', pseudonyms.erased('f:P1')],
    ]);
    for (const { id, subject, marking } of stored) {
      const facts = JSON.stringify(['f:P1', subject, marking]);
      const plainHash = createHash('sha256').update(facts).digest('hex');
      expect(plainHash.startsWith(String(id))).toBe(false);
      expect(id).toBe(pseudonyms.erased(facts));
    }
  });

  it('is kept by the stand-in also where they are told while the audit still knows the id', async () => {
    const asker = { caller: { subject: 's1', visible: LOW }, pseudonyms, clock: systemClock };
    const abouts = () => rawCypher(graph, 'MATCH (n:CorrectionNotice) RETURN DISTINCT n.about AS about');
    const standIn = [{ about: pseudonyms.erased('f:P1') }];
    const request = { recordId: 'f:P1', ground: 'COURT_ORDER', reason: 'order of the county court' } as const;
    await eraseRecord(graph, request, eraser('s1', LOW));
    await recordCorrection(graph, { id: 'f:P1', note: 'the name was wrong' }, asker);
    expect(await abouts()).toEqual(standIn);
    // As one that was being written when the record went.
    await rawCypher(graph, "MATCH (n:CorrectionNotice) SET n.about = 'f:P1'");
    await finishErasures(graph, { clock: systemClock, now: true, forgetInAudit: async () => undefined });
    expect(await abouts()).toEqual(standIn);
  });

  it('is told together with who received it since, and counts nobody who only asked who did', async () => {
    const asker = { caller: { subject: 's1', visible: LOW }, pseudonyms, clock: systemClock };
    await erase();
    const later = (subject: string, operation: string) =>
      audit.record(
        lookAt(['f:P1'], {
          principal: { subject, roles: [], visible: LOW },
          marking: 'OFFICIAL',
          operation,
        }),
      );
    await later('late', 'query { person }');
    await later('plain', 'query { person }');
    await later('asker', 'query Who { correctionNotices correctionNotices }');
    await later('asker', 'mutation { recordCorrection }');
    await later('hides', 'query correctionNotices { person }');
    await recordCorrection(graph, { id: 'f:P1', note: 'the name was wrong' }, asker);
    const told = { note: 'the name was wrong', outstanding: false };
    expect(await noticesOf(LOW)).toEqual([
      { subject: 'hides', times: 1, ...told },
      { subject: 'late', times: 1, ...told },
      { subject: 'plain', times: 2, ...told },
    ]);
  });

  it('and one erasure that cannot be finished keeps no other from it', async () => {
    const reason = 'order of the county court';
    for (const recordId of ['f:P1', 'f:P3'])
      await eraseRecord(graph, { recordId, ground: 'COURT_ORDER', reason }, eraser('s1', HIGH));
    const forgetInAudit = async ({ ids }: { ids: readonly string[] }) => {
      if (ids.includes('f:P1')) throw new Error('an entry is not whole');
    };
    const finishing = finishErasures(graph, { clock: systemClock, now: true, forgetInAudit });
    await expect(finishing).rejects.toThrow('not whole');
    const steps = await rawCypher(
      graph,
      'MATCH (e:Erasure) RETURN e.step AS step, e.recordId AS left ORDER BY left',
    );
    expect(steps).toEqual([
      { step: 'AUDIT', left: 'f:P1' },
      { step: 'DONE', left: null },
    ]);
  });

  it('takes over notices that earlier versions kept under a plain hash', async () => {
    await rawCypher(
      graph,
      `CREATE (:CorrectionNotice {id: 'a plain hash', about: 'f:P1', subject: 'plain', marking: 'OFFICIAL', firstAt: datetime('2020-01-01'), lastAt: datetime('2020-01-01'),
         times: 1, operations: [], exported: false, sentAt: datetime('2020-01-02'), sentBy: 's1', note: 'told at the time'})`,
    );
    await erase();
    expect(await noticesOf(LOW)).toEqual([
      { subject: 'plain', times: 2, note: 'told at the time', outstanding: true },
    ]);
    expect(await rawCypher(graph, "MATCH (n:CorrectionNotice {id: 'a plain hash'}) RETURN n")).toEqual([]);
  });
});
