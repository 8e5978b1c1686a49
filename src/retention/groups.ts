import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { LinchpinError } from '../errors/LinchpinError.ts';

const period = z.int().min(1).max(1_200);
const words = z.array(z.string().min(1)).min(1);
const source = z.string().min(1, 'must say where the figures come from');

const groupSchema = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be capital letters, digits and _'),
  name: z.string().min(1),
  /** Kinds of orders that bind the person. */
  orders: words.optional(),
  /** An offence fits by any of these: group, sub-group or code of its type, or this much harm. */
  offenceGroups: words.optional(),
  subgroups: words.optional(),
  codes: words.optional(),
  harmDays: z.number().positive().optional(),
  /** And its suspect must have come this far. */
  statuses: z
    .array(z.enum(['NAMED', 'ARRESTED', 'CHARGED', 'CONVICTED', 'ACQUITTED', 'ELIMINATED']))
    .optional(),
  /** Whoever is in no other group. */
  rest: z.boolean().default(false),
  initialMonths: period,
  reviewMonths: period,
  source,
});

const policySchema = z
  .strictObject({
    minimum: z.strictObject({ months: period, source }),
    custody: z.strictObject({ keepUntilRelease: z.boolean(), source }),
    edition: z.string().min(1),
    groups: z.array(groupSchema).min(1),
  })
  .superRefine(({ minimum, groups }, context) => {
    const fail = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    groups.forEach((group, index) => {
      const at = ['groups', index];
      if (group.initialMonths < minimum.months)
        fail([...at, 'initialMonths'], `is less than the minimum of ${minimum.months} months`);
      if (groups.findIndex(({ id }) => id === group.id) !== index) fail([...at, 'id'], 'is there twice');
      const { orders, offenceGroups, subgroups, codes, harmDays, statuses } = group;
      const asks = [orders, offenceGroups, subgroups, codes, harmDays, statuses].some(
        (part) => part !== undefined,
      );
      if (group.rest === asks) fail(at, 'must either be the rest or say what belongs to it');
      if (group.rest !== (index === groups.length - 1)) fail(at, 'the last group, and only it, is the rest');
    });
  });

/** A group of persons by what is known of them, with its periods. */
export type RetentionGroup = z.infer<typeof groupSchema>;
/** When what is held about a person is reviewed. */
export type RetentionPolicy = z.infer<typeof policySchema>;

const SHIPPED = fileURLToPath(new URL('groups.yaml', import.meta.url));

/**
 * Reads and checks the operator's groups and periods, or those that ship.
 * @throws LinchpinError BAD_INPUT naming the file and each field that is wrong
 */
export async function readPolicyFile(path: string = SHIPPED): Promise<RetentionPolicy> {
  const bad = (problem: string, cause?: unknown) =>
    new LinchpinError('BAD_INPUT', `LINCHPIN_RETENTION_FILE: ${path} ${problem}`, { cause });
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw bad('cannot be read.', cause);
  }
  let content: unknown;
  try {
    content = parse(text);
  } catch (cause) {
    throw bad(`is not YAML: ${cause instanceof Error ? cause.message : ''}`, cause);
  }
  return checkedPolicy(content, bad);
}

/** @throws what `bad` makes of the problems */
export function checkedPolicy(content: unknown, bad: (problem: string) => LinchpinError): RetentionPolicy {
  const parsed = policySchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the file'}: ${message}`,
  );
  throw bad(`is not valid. ${problems.join('; ')}`);
}
