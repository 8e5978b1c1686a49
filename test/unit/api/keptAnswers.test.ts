import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../../src/access/index.ts';
import { type AnswerKey, keyOf, openKeptAnswers } from '../../../src/api/kept/keptAnswers.ts';

const answer = (text: string) => ({
  body: Buffer.from(text),
  entry: { ids: [] } as unknown as AuditRecord,
});
const keyFor = (visible: readonly string[], standing: string, document = 'league'): AnswerKey =>
  keyOf(
    document,
    { operationName: undefined, variables: {} },
    { visible, roles: [], clearance: 'OFFICIAL', compartments: [] } as unknown as Parameters<typeof keyOf>[2],
    standing,
  );
const LOW = ['OFFICIAL'];
const HIGH = ['OFFICIAL', 'SECRET'];

describe('what is kept', () => {
  it('goes from memory for a view once something has changed for it, and stays for other views', () => {
    const answers = openKeptAnswers(1_000_000);
    answers.set(keyFor(LOW, 'before'), answer('with the person'));
    answers.set(keyFor(LOW, 'before', 'search'), answer('the person too'));
    answers.set(keyFor(HIGH, 'before'), answer('seen by others'));
    expect(answers.get(keyFor(LOW, 'after', 'another document'))).toBeUndefined();
    // The key of before finds what still lies in memory.
    const left = (visible: readonly string[], document?: string) =>
      answers.get({ ...keyFor(visible, 'before', document), standing: visible === LOW ? 'after' : 'before' });
    expect(left(LOW)).toBeUndefined();
    expect(left(LOW, 'search')).toBeUndefined();
    expect(left(HIGH)?.body.toString()).toBe('seen by others');
  });

  it('is given again while nothing has changed', () => {
    const answers = openKeptAnswers(1_000_000);
    answers.set(keyFor(LOW, 'now'), answer('a league'));
    expect(answers.get(keyFor(LOW, 'now'))?.body.toString()).toBe('a league');
    expect(answers.get(keyFor(LOW, 'now', 'search'))).toBeUndefined();
    expect(answers.get(keyFor(LOW, 'now'))?.body.toString()).toBe('a league');
  });
});
