import { createHmac, randomBytes } from 'node:crypto';
import { type Caller, requireMarking, seenBy } from '../access/index.ts';
import { type Clock, londonDate } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../graph/index.ts';
import { listDisclosures, listSubjectFacts } from './repository.ts';

/** One thing that is held about the person. */
export interface HeldFact {
  readonly kind: string;
  readonly source: string;
  readonly recordId: string | undefined;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Stand-ins of other people, the same in one export and in no other. */
  readonly others: readonly string[];
}
/** What one person is told that is held about them. */
export interface SubjectAccess {
  readonly person: string;
  readonly madeOn: string;
  readonly madeBy: string;
  readonly held: readonly HeldFact[];
  readonly recipients: readonly {
    /** Absent where recipients are told by their roles only. */
    readonly name: string | undefined;
    readonly roles: readonly string[];
    readonly purposes: readonly string[];
    readonly firstAt: string;
    readonly lastAt: string;
    readonly times: number;
  }[];
  /** What was left out and why; the rule about markings only where the operator wants it said. */
  readonly leftOut: readonly { readonly rule: string; readonly number: number | undefined }[];
}
export interface SubjectAccessRequest {
  readonly personId: string;
  /** Highest marking that goes out. */
  readonly upTo: string;
  /** Says how much is withheld for its marking, which tells the subject that there is such a thing. */
  readonly sayExempt: boolean;
  readonly nameRecipients: boolean;
}

const OTHERS =
  'Other people are left out: in their place stands a word that means the same person in this export only.';
const TEXT = 'Free text that speaks of other people as well is left out.';
const SUMMARY = 'Summaries of offences are left out, since they speak of other people.';

/**
 * Everything that is held about one person, by source, with who was shown it and what for. Nobody else's data is in it.
 * @throws LinchpinError NOT_FOUND, BAD_INPUT (marking)
 */
export async function subjectAccess(
  graph: Graph,
  { personId, upTo, sayExempt, nameRecipients }: SubjectAccessRequest,
  caller: Pick<Caller, 'subject' | 'visible'>,
  clock: Clock,
  options?: CallOptions,
): Promise<SubjectAccess> {
  const visible = seenBy(requireMarking(upTo), caller.visible);
  const rows = await listSubjectFacts(graph, { personId, visible }, options);
  if (rows.length === 0)
    throw new LinchpinError('NOT_FOUND', `There is nothing about "${personId}" up to ${upTo}.`, {
      place: { argument: 'personId' },
    });
  const own = new Set(rows.flatMap(({ recordId }) => recordId ?? []));
  const ids = [personId, ...own];
  const disclosures = await listDisclosures(graph, { ids, visible }, options);
  const standIn = standIns();
  const all = sayExempt
    ? (await listSubjectFacts(graph, { personId, visible: caller.visible }, options)).length
    : rows.length;
  return {
    person: personId,
    madeOn: londonDate(clock.now()),
    madeBy: caller.subject,
    held: rows.map(({ kind, recordId, facts, others }) => ({
      kind,
      source: (recordId ?? '').split(':')[0] ?? '',
      recordId: recordId ?? undefined,
      facts: present(facts),
      others: others.filter((id) => !own.has(id)).map(standIn),
    })),
    recipients: disclosures.map(({ subject, ...rest }) => ({
      name: nameRecipients ? subject : undefined,
      ...rest,
    })),
    leftOut: [
      { rule: OTHERS, number: undefined },
      { rule: SUMMARY, number: undefined },
      { rule: TEXT, number: rows.filter(({ facts }) => facts.textWithheld === true).length },
      ...(sayExempt ? [{ rule: `Exempt: marked above ${upTo}.`, number: all - rows.length }] : []),
    ],
  };
}

/** Words for other people under a key that nobody keeps. */
function standIns(): (id: string) => string {
  const key = randomBytes(32);
  return (id) => `other-${createHmac('sha256', key).update(id).digest('hex').slice(0, 12)}`;
}

/** What is known; the rest is left out. */
function present(facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== null && value !== undefined && value !== false),
  );
}
