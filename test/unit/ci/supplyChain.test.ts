import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judge } from '../../../.ci/checkAudit.js';
import { faultsOf } from '../../../.ci/checkLock.js';

const manifest = { dependencies: { a: '1.0.0' } };
const entry = { version: '1.0.0', integrity: 'sha512-x' };
const lockOf = (a: object, dependencies: Record<string, string> = { a: '1.0.0' }) => ({
  packages: { '': { dependencies }, 'node_modules/a': a },
});

describe('the lock file', () => {
  it('as it is committed is sound', () => {
    const read = (name: string) => JSON.parse(readFileSync(name, 'utf8'));
    expect(faultsOf(read('package-lock.json'), read('package.json'))).toEqual([]);
  });

  it('is refused without a digest, with a place of its own, or where it says something else than package.json', () => {
    expect(faultsOf(lockOf(entry), manifest)).toEqual([]);
    expect(faultsOf(lockOf({ version: '1.0.0' }), manifest)).toHaveLength(1);
    expect(faultsOf(lockOf({ ...entry, integrity: 'sha1-x' }), manifest)).toHaveLength(1);
    expect(
      faultsOf(lockOf({ ...entry, resolved: 'https://elsewhere.example/a.tgz' }), manifest),
    ).toHaveLength(1);
    expect(faultsOf(lockOf(entry, { a: '2.0.0' }), manifest)).toHaveLength(1);
    expect(faultsOf(lockOf(entry, { a: '1.0.0', b: '1.0.0' }), manifest)).toHaveLength(1);
  });
});

describe('the audit of packages', () => {
  const advisory = 'https://advisories.example/1';
  const report = {
    vulnerabilities: { a: { name: 'a', severity: 'high', via: ['b', { url: advisory, title: 'A hole' }] } },
  };
  const explained = { advisory, reason: 'only reached by our own tests', until: '2030-01-01' };

  it('fails on a hole that nobody has explained, or whose explanation has run out', () => {
    expect(judge(report, [], '2026-01-01').unexplained).toHaveLength(1);
    expect(judge(report, [explained], '2026-01-01').unexplained).toHaveLength(0);
    expect(judge(report, [explained], '2031-01-01').unexplained).toHaveLength(1);
    expect(judge(report, [{ ...explained, reason: 'fine' }], '2026-01-01').unexplained).toHaveLength(1);
  });

  it('fails on an explanation of what is not found any more', () => {
    expect(judge({ vulnerabilities: {} }, [explained], '2026-01-01').stale).toHaveLength(1);
  });

  it('never takes silence for a good answer', () => {
    expect(judge({ message: '405 Method Not Allowed' }, [], '2026-01-01').unanswered).toContain('405');
    expect(judge({}, [], '2026-01-01').unanswered).toBe('no report');
  });
});
