import { groupBy } from '../collections/groupBy.ts';
import type { SubjectAccess } from './subjectAccess.ts';

/** What is held about a person in a form to read: source by source, then who was shown it. */
export function subjectAccessText(access: SubjectAccess): string {
  const { person, madeOn, madeBy, held, recipients, leftOut } = access;
  const sources = [...groupBy(held, ({ source }) => source)];
  return [
    `# What is held about ${person}`,
    `Made on ${madeOn} by ${madeBy}.`,
    ...sources.flatMap(([source, facts]) => [
      `## Source ${source}`,
      ...facts.map(({ kind, facts: known, others }) =>
        [`- ${kind}: ${lineOf(known)}`, ...(others.length > 0 ? [`  with ${others.join(', ')}`] : [])].join(
          '\n',
        ),
      ),
    ]),
    '## Who was shown it, and what for',
    ...(recipients.length === 0 ? ['Nobody, as far as the audit tells.'] : []),
    ...recipients.map(
      ({ name, roles, purposes, firstAt, lastAt, times }) =>
        `- ${name ?? roles.join(', ')}: ${times} times from ${firstAt} to ${lastAt}; ${purposes.join('; ')}`,
    ),
    '## What is left out',
    ...leftOut.map(({ rule, number }) => `- ${rule}${number === undefined ? '' : ` (${number})`}`),
    '',
  ].join('\n');
}

function lineOf(facts: Readonly<Record<string, unknown>>): string {
  return Object.entries(facts)
    .map(
      ([name, value]) =>
        `${name} ${typeof value === 'object' && value !== null ? `(${nested(value)})` : value}`,
    )
    .join(', ');
}

function nested(value: object): string {
  if (Array.isArray(value)) return value.join(', ');
  return lineOf(Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null)));
}
