import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import type { Context } from '../Caller.ts';
import type { AuditDecision } from './AuditRecord.ts';
import { actionOf } from './actions.ts';
import { keptArguments } from './redact.ts';

/** A GraphQL request (or an event of a subscription) as far as it was understood. */
export interface AuditedRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode | undefined;
  readonly operation: OperationDefinitionNode | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly decision: AuditDecision;
}

/** Writes the entry of a request and resolves when it is durable. @throws LinchpinError UNAVAILABLE */
export async function auditRequest(context: Context, request: AuditedRequest): Promise<void> {
  const { caller, audit, requestId, touched, standIns } = context;
  const { schema, document, operation, variables, decision } = request;
  const fragments = (document?.definitions ?? []).flatMap((definition) =>
    definition.kind === Kind.FRAGMENT_DEFINITION ? [definition] : [],
  );
  const kept =
    operation === undefined
      ? { fields: [], variables: '{}', named: [] }
      : keptArguments({ schema, fragments, operation, variables });
  const name = operation?.name?.value ?? '';
  const fields = kept.fields.map((field) => field.split('.')[1]).join(' ');
  await audit.record({
    principal: caller,
    purpose: caller.purpose,
    action: actionOf(kept.fields),
    operation: `${operation?.operation ?? 'unread'} ${name} { ${fields} }`.replace(/\s+/g, ' '),
    decision,
    requestId,
    ids: [...touched].sort(),
    named: kept.named.map((id) => standIns.get(id) ?? id).sort(),
    resultCount: touched.size,
    variables: standIns.size === 0 ? kept.variables : withStandIns(kept.variables, standIns),
  });
}

const withStandIns = (variables: string, standIns: ReadonlyMap<string, string>): string =>
  JSON.stringify(JSON.parse(variables), (_name, value: unknown) =>
    typeof value === 'string' ? (standIns.get(value) ?? value) : value,
  );
