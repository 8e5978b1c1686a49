import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { testServer } from './neo4j.ts';

/** Imports in a process of its own and kills it with SIGKILL as soon as it has said that it has written so far. */
export async function killImport(path: string, workDirectory: string, moment: string): Promise<void> {
  const { uri, username, password, database } = testServer();
  const script = fileURLToPath(new URL('./importChild.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, path, workDirectory], {
    env: {
      ...process.env,
      NEO4J_URI: uri,
      NEO4J_USERNAME: username,
      NEO4J_PASSWORD: password,
      NEO4J_DATABASE: database,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const seen: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    seen.push(line);
    if (line === moment) child.kill('SIGKILL');
  }
  expect(await exit, seen.join(', ')).toEqual([null, 'SIGKILL']);
}
