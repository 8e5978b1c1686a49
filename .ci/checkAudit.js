// Known holes in the packages we use. Each must be explained in docs/security-exceptions.json, until a day; a registry
// that does not answer is said out loud, and fails only where LINCHPIN_AUDIT=required (a build that is to be released).
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What a report of `npm audit --json` leaves to be done.
 * @returns `unanswered` with the reason, or the findings that nobody has explained and the explanations that are stale
 */
export function judge(report, exceptions, today) {
  if (report.vulnerabilities === undefined)
    return { unanswered: String(report.message ?? report.error?.summary ?? 'no report') };
  const found = Object.values(report.vulnerabilities).flatMap(({ name, severity, via }) =>
    via
      .filter((cause) => typeof cause === 'object')
      .map(({ url, title }) => ({ name, severity, advisory: url, title })),
  );
  const explains = ({ advisory }) =>
    exceptions.some((one) => one.advisory === advisory && one.reason.length >= 20 && one.until >= today);
  return {
    unexplained: found.filter((one) => !explains(one)),
    stale: exceptions.filter((one) => !found.some(({ advisory }) => advisory === one.advisory)),
  };
}

if (process.argv[1] === import.meta.filename) {
  const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', timeout: 120_000 });
  const exceptions = JSON.parse(
    readFileSync(new URL('../docs/security-exceptions.json', import.meta.url), 'utf8'),
  );
  let report = {};
  try {
    report = JSON.parse(stdout);
  } catch {
    // Said below.
  }
  const {
    unanswered,
    unexplained = [],
    stale = [],
  } = judge(report, exceptions, new Date().toISOString().slice(0, 10));
  if (unanswered !== undefined) {
    console.log(`NOT CHECKED for known holes: the registry does not answer an audit (${unanswered}).`);
    process.exitCode = process.env.LINCHPIN_AUDIT === 'required' ? 1 : 0;
  } else {
    for (const { name, severity, title, advisory } of unexplained)
      console.error(`${severity}: ${name}: ${title} (${advisory})`);
    for (const { advisory } of stale)
      console.error(
        `docs/security-exceptions.json explains ${advisory}, which is not found any more: take it out`,
      );
    console.log(unexplained.length === 0 ? 'no hole that is known and not explained' : 'unexplained holes');
    process.exitCode = unexplained.length + stale.length === 0 ? 0 : 1;
  }
}
