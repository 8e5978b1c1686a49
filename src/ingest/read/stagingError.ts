import { LinchpinError } from '../../errors/LinchpinError.ts';

/** Words of DuckDB and of the system for a disk, or a quota of it, that is full. */
const FULL =
  /No space left|ENOSPC|EDQUOT|EFBIG|File too large|disk (is )?full|max_temp_directory_size|failed to offload/i;

/** What went wrong while a bundle was staged, as one of our errors. */
export function stagingError(cause: unknown): LinchpinError {
  if (cause instanceof LinchpinError) return cause;
  const words = cause instanceof Error ? cause.message : '';
  if (FULL.test(words))
    return new LinchpinError(
      'DISK_FULL',
      'No space is left to stage the bundle; nothing was imported. Free space where the home of Linchpin lies, and run the same command again.',
      { cause },
    );
  return new LinchpinError('INTERNAL', 'The bundle could not be staged; nothing was imported.', { cause });
}
