// Plain JavaScript of built-ins only: bin/start.js and bin/test.js use this before anything is installed.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process started, in a notation of the platform that only serves to be compared: process ids are used
 * again, the pair of id and start is not. A process that ended and waits for its parent counts as gone.
 */
export function startOf(pid) {
  try {
    if (process.platform === 'linux') return linuxStart(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    if (process.platform === 'win32') return process.kill(pid, 0) ? 'running' : undefined;
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [state = 'Z', ...start] = line.split(/\s+/);
    return state.startsWith('Z') ? undefined : start.join(' ');
  } catch {
    return undefined;
  }
}

/**
 * The name of a process may hold spaces and brackets, so fields are counted from the last bracket. A killed process is
 * a zombie from when its first thread ends; while others are ending it still holds its port and its files.
 */
function linuxStart(stat) {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ended = (fields[0] === 'Z' || fields[0] === 'X') && Number(fields[17]) <= 1;
  return ended ? undefined : fields[19];
}

/** The mark of a running process, as it is kept in lock and holder files. */
export function markOf(pid) {
  return { pid, started: startOf(pid) ?? 'gone' };
}

export function isAlive(mark) {
  return startOf(mark.pid) === mark.started;
}
