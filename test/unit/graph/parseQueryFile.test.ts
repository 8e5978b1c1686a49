import { describe, expect, it } from 'vitest';
import { parseQueryFile } from '../../../src/graph/parseQueryFile.ts';

const header = (...lines: string[]) =>
  ['// Finds something.', '// @mode read', ...lines, 'RETURN 1 AS one'].join('\n');

describe('the header of a query', () => {
  it('states purpose, mode, time, parameters and columns', () => {
    const text = header(
      '// @timeout 30s',
      '// @param rows List<{id: String, on: Date?}>',
      '// @column one Integer  always 1',
    );
    expect(parseQueryFile('trial/find-it', text)).toMatchObject({
      purpose: 'Finds something.',
      mode: 'read',
      timeoutMs: 30_000,
      text: 'RETURN 1 AS one',
      parameters: [{ name: 'rows', type: { kind: 'list', of: { kind: 'struct' } } }],
      columns: [{ name: 'one', words: 'always 1' }],
    });
  });

  it.each([
    ['RETURN 1', 'does not state a purpose'],
    ['// Finds something.\nRETURN 1', '@mode is missing'],
    ['// Finds something.\n// @mode both\nRETURN 1', '@mode must be read or write'],
    ['// Finds something.\n// @mode read\n', 'no query below the header'],
    [header('// @timeout soon'), '@timeout must be whole seconds'],
    [header('// @param x'), 'must be a name and a type'],
    [header('// @param x Text'), 'unknown type "Text"'],
    [header('// @param x List<String'), '">" is missing'],
    [header('// @returns x'), 'unknown header line @returns'],
  ])('is refused where it is not well formed, with what is wrong: %j', (text, words) => {
    expect(() => parseQueryFile('trial/find-it', text)).toThrow(
      expect.objectContaining({ code: 'QUERY_INVALID', message: expect.stringContaining(words) }),
    );
  });
});
