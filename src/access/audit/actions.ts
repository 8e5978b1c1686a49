import type { AuditAction } from './AuditRecord.ts';

/** Fields that do something else than their kind of operation does by nature. */
const ACTIONS: Readonly<Record<string, AuditAction>> = {
  'Mutation.revealVictim': 'DISCLOSURE',
  'Mutation.decideRetention': 'ERASURE',
  'Mutation.eraseRecord': 'ERASURE',
};
const BY_KIND: Readonly<Record<string, AuditAction>> = {
  Query: 'CONSULTATION',
  Mutation: 'ALTERATION',
  Subscription: 'CONSULTATION',
};
/** Which of several counts for a request: what weighs more comes first. */
const WEIGHT: readonly AuditAction[] = ['ERASURE', 'DISCLOSURE', 'ALTERATION', 'CONSULTATION'];

/** What a request did, in the words of DPA 2018 s62. @param fields root fields as `Query.person` */
export function actionOf(fields: readonly string[]): AuditAction {
  const actions = fields.map((field) => ACTIONS[field] ?? BY_KIND[field.split('.')[0] ?? '']);
  return WEIGHT.find((action) => actions.includes(action)) ?? 'NONE';
}
