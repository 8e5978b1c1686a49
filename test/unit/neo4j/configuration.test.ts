import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../../src/config/index.ts';
import { ALLOWED_PROCEDURES, writeConfiguration } from '../../../src/neo4j/local/configuration.ts';
import { serverHome } from '../../../src/neo4j/local/serverHome.ts';

const home = mkdtempSync(join(tmpdir(), 'linchpin-home-'));
afterAll(() => rmSync(home, { recursive: true }));

const composeSchema = z.object({
  services: z.object({
    neo4j: z.object({ ports: z.array(z.string()), environment: z.record(z.string(), z.string()) }),
  }),
});

test('the local server listens on the loopback address only, with nothing left to fill in', () => {
  const place = serverHome(home);
  writeConfiguration(place, 7777, { heap: '1024m', pagecache: '256m' }, [
    'dbms.cypher.min_replan_interval=2m',
  ]);
  const settings = settingsOf(readFileSync(join(place.server, 'conf', 'neo4j.conf'), 'utf8'));
  expect(settings.get('server.bolt.listen_address')).toBe('127.0.0.1:7777');
  expect(settings.get('server.default_listen_address')).toBe('127.0.0.1');
  expect(settings.get('server.http.enabled')).toBe('false');
  expect(settings.get('server.memory.heap.max_size')).toBe('1024m');
  expect(settings.get('dbms.cypher.min_replan_interval')).toBe('2m');
  expect(settings.get('server.directories.plugins')).toBe(join(place.artifacts, 'plugins'));
  expect([...settings.values()].filter((value) => /[{}]/.test(value))).toEqual([]);
});

test('no server of ours reports usage or lets a query read files or call arbitrary procedures', () => {
  const local = settingsOf(readFileSync(join(projectRoot, 'neo4j', 'neo4j.conf'), 'utf8'));
  const { ports, environment } = composeService();
  expect(ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
  expect(environment.NEO4J_AUTH).toContain('NEO4J_PASSWORD:?');
  expect(environment[inContainer('dbms.security.procedures.allowlist')]).toBe(ALLOWED_PROCEDURES);
  for (const name of [
    'dbms.security.procedures.unrestricted',
    'dbms.security.allow_csv_import_from_file_urls',
    'dbms.usage_report.enabled',
    'client.allow_telemetry',
    'db.transaction.timeout',
    'db.lock.acquisition.timeout',
    'server.bolt.connection_keep_alive',
    'server.bolt.connection_keep_alive_probes',
    'server.http.enabled',
  ]) {
    expect(local.get(name), name).toBeDefined();
    expect(environment[inContainer(name)], name).toBe(local.get(name));
  }
});

function composeService() {
  const text = readFileSync(join(projectRoot, 'docker-compose.yml'), 'utf8');
  return composeSchema.parse(parse(text)).services.neo4j;
}

/** How the image spells a setting: underscores doubled, then dots as underscores. */
function inContainer(setting: string): string {
  return `NEO4J_${setting.replaceAll('_', '__').replaceAll('.', '_')}`;
}

function settingsOf(conf: string): ReadonlyMap<string, string> {
  const lines = conf.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
