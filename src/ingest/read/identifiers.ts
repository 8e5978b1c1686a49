import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { IdentifierKind, IdentifierValue } from '../types.ts';

/** Raw texts that were normalised before: the same few thousand phones are in many events. */
const MAX_REMEMBERED = 200_000;
const phones = new Map<string, string | undefined>();

/** Current, prefix, suffix, dateless and Northern Irish forms of British registrations. */
const REGISTRATION =
  /^(?:[A-Z]{2}\d{2}[A-Z]{3}|[A-Z]\d{1,3}[A-Z]{3}|[A-Z]{3}\d{1,3}[A-Z]|[A-Z]{1,3}\d{1,4}|\d{1,4}[A-Z]{1,3})$/;
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;
const POSTCODE = /^([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})$/;

/** Brings an identifier to the one form in which it is compared; what has no such form is kept, trimmed, as not valid. */
export function normaliseIdentifier(kind: IdentifierKind, raw: string): IdentifierValue {
  const trimmed = raw.trim().replace(/\s+/g, ' ');
  const value = normalised(kind, trimmed);
  return value === undefined
    ? { kind, value: trimmed, raw, valid: false }
    : { kind, value, raw, valid: true };
}

function normalised(kind: IdentifierKind, text: string): string | undefined {
  if (kind === 'PHONE') return phoneOf(text);
  if (kind === 'EMAIL') return EMAIL.test(text) ? text.toLowerCase() : undefined;
  // Names of accounts and hashes of biometrics tell apart by case and hyphens; numbers written in groups do not.
  if (kind === 'ACCOUNT' || kind === 'BIOMETRIC')
    return /^[\d\s-]+$/.test(text) ? text.replace(/[\s-]/g, '') || undefined : text;
  const bare = text.replace(/[\s-]/g, '').toUpperCase();
  if (kind === 'VEHICLE') return REGISTRATION.test(bare) ? bare : undefined;
  return bare === '' ? undefined : bare;
}

/**
 * E.164 where the number is a possible one, read as British where it has no country. Possible and not assigned: numbers
 * come into use after a library was made, and the ranges kept for drama stand in made-up records.
 */
export function phoneOf(text: string): string | undefined {
  if (phones.has(text)) return phones.get(text);
  const parsed = parsePhoneNumberFromString(text, 'GB');
  const value = parsed?.isPossible() === true ? parsed.number : undefined;
  if (phones.size >= MAX_REMEMBERED) phones.clear();
  phones.set(text, value);
  return value;
}

/** British postcode with one space, or undefined. */
export function postcodeOf(text: string): string | undefined {
  const parts = POSTCODE.exec(text.trim().toUpperCase());
  return parts === null ? undefined : `${parts[1]} ${parts[2]}`;
}
