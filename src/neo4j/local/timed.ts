import type { Progress } from './lockHome.ts';

/** Says what begins, and how long it took once it is done; a step that fails says nothing more, its error does. */
export async function timed<T>(
  onProgress: Progress,
  step: { readonly begins: string; readonly done: string },
  work: () => Promise<T>,
): Promise<T> {
  const begun = Date.now();
  onProgress?.(step.begins);
  const result = await work();
  onProgress?.(`${step.done} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  return result;
}
