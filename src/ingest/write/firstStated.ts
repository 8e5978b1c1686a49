import type { BundleFile } from '../types.ts';
import { type Facts, isUnknown } from './mergeFacts.ts';
import type { WriteJob } from './WriteJob.ts';

/**
 * Adds by which import a role was first stated, and since which an offence has the type that it has, so that a run of
 * the past can be told from what came after it. Absent means: by the import that stands there, and from the first. A
 * source that is new to the store has none of it.
 * @param stored properties as read from the store
 * @param properties as they are to stand
 */
export function withFirstStated(
  file: BundleFile,
  stored: Facts | undefined,
  properties: Facts,
  { id }: WriteJob,
): Facts {
  if (stored === undefined) return properties;
  if (file === 'involvements.csv') {
    const first = stored.firstImportId ?? stored.importId;
    return first === properties.importId || isUnknown(first)
      ? properties
      : { ...properties, firstImportId: first };
  }
  if (file !== 'offences.csv') return properties;
  const sameType = (stored.typeCode ?? undefined) === (properties.typeCode ?? undefined);
  const classedFrom = sameType ? stored.classedFrom : id;
  return isUnknown(classedFrom) ? properties : { ...properties, classedFrom };
}
