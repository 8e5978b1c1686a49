type Work = () => unknown;

const works: Work[] = [];

/**
 * Has something undone when the test file that asks for it has ended; what was asked last is done first. Other than
 * `afterAll`, which Vitest passes over in silence once a file's tests have begun, it may be asked in hooks and tests.
 */
export function atFileEnd(work: Work): void {
  works.push(work);
}

/** Does all of it, whatever fails, and then throws the first failure. */
export async function endFile(): Promise<void> {
  const failures: unknown[] = [];
  for (const work of works.splice(0).reverse())
    try {
      await work();
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
}
