import { z } from 'zod';

/** Closed lists of the import bundle; anything else is dropped with a warning, or rejects the row. */
export const SEX = z.enum(['F', 'M', 'X']);
export const PERSON_STATUS = z.enum(['AT_LIBERTY', 'IN_CUSTODY', 'ABROAD', 'DECEASED']);
export const FOUND_BY = z.enum(['VICTIM', 'WITNESS', 'POLICE', 'COMPANY']);
export const ROLE = z.enum(['SUSPECT', 'VICTIM', 'WITNESS', 'REPORTER', 'OTHER']);
export const INVOLVEMENT_STATUS = z.enum([
  'NAMED',
  'ARRESTED',
  'CHARGED',
  'CONVICTED',
  'ACQUITTED',
  'ELIMINATED',
]);
export const RELATIONSHIP = z.enum(['PARTNER', 'EX_PARTNER', 'FAMILY', 'ACQUAINTANCE', 'STRANGER']);
export const IDENTIFIER_KIND = z.enum([
  'PHONE',
  'VEHICLE',
  'EMAIL',
  'ACCOUNT',
  'DEVICE',
  'DOCUMENT',
  'BIOMETRIC',
]);
export const ASSOCIATION_KIND = z.enum(['PARTNER', 'EX_PARTNER', 'PARENT', 'FAMILY', 'ASSOCIATE', 'CONTACT']);
export const SOURCE_GRADE = z.enum(['1', '2', '3']);
export const INFORMATION_GRADE = z.enum(['A', 'B', 'C', 'D', 'E']);
export const HANDLING = z.enum(['P', 'C']);
export const EVENT_KIND = z.enum(['CALL', 'MESSAGE', 'SIGHTING', 'ANPR', 'STOP', 'TRANSACTION']);
export const FORENSIC_RESULT = z.enum(['HIT', 'NO_HIT', 'PENDING']);
export const ORDER_KIND = z.enum(['BAIL', 'NON_MOLESTATION', 'DVPO', 'SPO', 'SHPO', 'MAPPA', 'LICENCE']);
export const VERDICT = z.enum(['SAME', 'DIFFERENT', 'UNSURE']);
