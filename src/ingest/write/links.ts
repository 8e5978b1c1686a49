import type { AssociationRow, IdentifierRow, InvolvementRow, ResidenceRow } from '../types.ts';
import { identifierId, span } from './nodes.ts';

const ROLE_TYPES = {
  SUSPECT: 'SUSPECT_IN',
  VICTIM: 'VICTIM_OF',
  WITNESS: 'WITNESS_TO',
  REPORTER: 'REPORTED',
  OTHER: 'OTHER_ROLE_IN',
} as const;

/** Second label of an identifier by its kind. */
export const IDENTIFIER_LABELS = {
  PHONE: 'Phone',
  VEHICLE: 'Vehicle',
  EMAIL: 'Email',
  ACCOUNT: 'Account',
  DEVICE: 'Device',
  DOCUMENT: 'Document',
  BIOMETRIC: 'Biometric',
} as const;

export function roleLink(row: InvolvementRow) {
  const { personId, offenceId, status, relationship, victimId, age, since, marking, extra } = row;
  const type = ROLE_TYPES[row.role];
  const facts = {
    recordId: personId,
    marking,
    status,
    relationship,
    victimId,
    age,
    extra,
    since: since?.first,
  };
  return { key: `${personId}|${offenceId}|${type}`, ends: { personId, offenceId, type }, facts };
}

export function residenceLink(row: ResidenceRow) {
  const { personId, locationId, from, to, marking, extra } = row;
  const facts = { recordId: personId, marking, extra, fromText: from?.text, ...span(from, to) };
  return { key: `${personId}|${locationId}|${from?.text ?? ''}`, ends: { personId, locationId }, facts };
}

export function identifierLink(row: IdentifierRow) {
  const { personId, offenceId, identifier, from, to, marking, extra } = row;
  const { kind, value, valid, raw } = identifier;
  const id = identifierId(identifier);
  const facts = { recordId: personId, marking, extra, raw, fromText: from?.text, ...span(from, to) };
  return {
    key: `${personId ?? ''}|${offenceId ?? ''}|${id}|${from?.text ?? ''}`,
    ends: {
      personId,
      offenceId,
      identifierId: id,
      identifier: { id, kind, label: IDENTIFIER_LABELS[kind], value, valid },
    },
    facts,
  };
}

export function tieLink(row: AssociationRow) {
  const { personId, otherPersonId, kind, from, to, weight, marking, extra } = row;
  const facts = {
    recordId: personId,
    otherRecordId: otherPersonId,
    marking,
    kind,
    weight,
    extra,
    fromText: from?.text,
    ...span(from, to),
  };
  return {
    key: `${personId}|${otherPersonId}|${kind ?? ''}|${from?.text ?? ''}`,
    ends: { personId, otherPersonId },
    facts,
  };
}
