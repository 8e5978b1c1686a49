import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPseudonyms, openVerifier } from '../../../src/access/index.ts';
import { readConfig, systemClock } from '../../../src/config/index.ts';

const read = (environment: NodeJS.ProcessEnv) => readConfig(environment, '/nowhere');

describe('secrets', () => {
  it('are read from files, so that no list of processes shows them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'linchpin-secret-'));
    const path = join(folder, 'secret');
    writeFileSync(path, 'a-long-secret-of-a-file\n');
    expect(read({ NEO4J_PASSWORD_FILE: path }).neo4j.password).toBe('a-long-secret-of-a-file');
    expect(read({ LINCHPIN_PSEUDONYM_KEY_FILE: path }).pseudonymKey).toBe('a-long-secret-of-a-file');
    expect(() => read({ NEO4J_PASSWORD_FILE: join(folder, 'absent') })).toThrow(/NEO4J_PASSWORD_FILE/);
  });

  it('that everybody knows are refused in production', () => {
    for (const password of ['neo4j', 'password', 'neo4jneo4j', 'Password1234', 'changemechangeme', 'short'])
      expect(() => read({ NODE_ENV: 'production', NEO4J_PASSWORD: password }), password).toThrow(
        /NEO4J_PASSWORD/,
      );
    const own = { NODE_ENV: 'production', NEO4J_PASSWORD: 'b0d2f1c8a96e4d77' };
    expect(read(own).neo4j.password).toBe('b0d2f1c8a96e4d77');
    expect(read({ NEO4J_PASSWORD: 'neo4j' }).neo4j.password).toBe('neo4j');
  });

  it('of development are refused in production', async () => {
    const config = read({ NODE_ENV: 'production' });
    await expect(openVerifier(config, systemClock)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(openPseudonyms(config)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('what the service allows', () => {
  it('is more than anybody meets who works with it, where nothing is said', () => {
    expect(read({}).service).toEqual({
      documents: 'any',
      requestsPerMinute: 6_000,
      concurrent: 50,
      requestSeconds: 60,
      receiveSeconds: 15,
      keptMegabytes: 64,
    });
  });

  it('is refused by name where it is no number, or none that makes sense', () => {
    for (const [name, value] of [
      ['LINCHPIN_CONCURRENT', '0'],
      ['LINCHPIN_REQUESTS_PER_MINUTE', 'many'],
      ['LINCHPIN_DOCUMENTS', 'some'],
      ['LINCHPIN_KEPT_MEGABYTES', '-1'],
    ] as const)
      expect(() => read({ [name]: value }), name).toThrow(new RegExp(name));
  });
});
