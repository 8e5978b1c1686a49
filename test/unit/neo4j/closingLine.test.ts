import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { projectRoot } from '../../../src/config/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'linchpin-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the closing line adds up the reports of all runs', () => {
  const all = report('all', { numPassedTests: 40, numFailedTests: 0, success: true, testResults: [] });
  const shared = report('shared', { numPassedTests: 2, numFailedTests: 0, success: true, testResults: [] });
  expect(count(all, shared)).toEqual({ status: 0, line: '42 passed, 0 failed\n' });
});

test('failed tests, a test file that cannot be loaded and a missing report all fail the run', () => {
  const good = report('good', { numPassedTests: 3, numFailedTests: 0, success: true, testResults: [] });
  const broken = { status: 'failed', assertionResults: [] };
  const bad = report('bad', { numPassedTests: 1, numFailedTests: 1, success: false, testResults: [broken] });
  expect(count(good, bad)).toEqual({ status: 1, line: '4 passed, 2 failed\n' });
  expect(count(good, join(folder, 'none.json'))).toEqual({ status: 1, line: '3 passed, 0 failed\n' });
});

function report(name: string, content: object): string {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

function count(...files: readonly string[]) {
  const script = join(projectRoot, '.ci', 'countTests.js');
  const { status, stdout } = spawnSync(process.execPath, [script, ...files], { encoding: 'utf8' });
  return { status, line: stdout };
}
