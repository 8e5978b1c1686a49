import { afterAll } from 'vitest';
import { makeTestHome, removeTestHome } from './testHomes.ts';

/** A home of this test file for a local server of its own; stopped and removed when the file has ended. */
export async function localHome(label: string): Promise<string> {
  const home = await makeTestHome(label, { withJars: true });
  afterAll(() => removeTestHome(home), 60_000);
  return home;
}
