import { atFileEnd } from './atFileEnd.ts';
import { makeTestHome, removeTestHome } from './testHomes.ts';

/** A home of this test file for a local server of its own; stopped and removed when the file has ended. */
export async function localHome(label: string): Promise<string> {
  const home = await makeTestHome(label, { withJars: true });
  atFileEnd(() => removeTestHome(home));
  return home;
}
