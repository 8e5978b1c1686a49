/**
 * What the reading half of the import (read/) hands to the writing half (write/).
 * All ids are already `source:key`; all values are normalised; dates are ISO text; absent = unknown.
 */

export const BUNDLE_FILES = [
  'persons.csv',
  'locations.csv',
  'offences.csv',
  'involvements.csv',
  'residences.csv',
  'identifiers.csv',
  'associations.csv',
  'intelligence.csv',
  'events.csv',
  'custody.csv',
  'forensics.csv',
  'orders.csv',
  'judgements.csv',
] as const;
export type BundleFile = (typeof BUNDLE_FILES)[number];

/** A date that may be partial: the first and last calendar day it can mean, and how precise it was stated. */
export interface StatedDate {
  readonly first: string;
  readonly last: string;
  /** `yyyy-MM-ddTHH:mm:ss` where a time was stated, else midnight of `first`. Europe/London wall time. */
  readonly at: string;
  readonly precision: 'YEAR' | 'MONTH' | 'DAY' | 'TIME';
  readonly text: string;
}

/** What every accepted row carries. */
export interface RowBase {
  /** Least upper bound is taken by the writer; this is what the row itself states (canonical marking id). */
  readonly marking: string;
  /** SHA-256 (hex, first 32) over the row's normalised content, columns in a fixed order. */
  readonly hash: string;
  /** JSON of unknown columns and of the text of dropped cells; absent where there is none. */
  readonly extra?: string | undefined;
}
export interface PersonRow extends RowBase {
  readonly id: string;
  readonly givenNames?: string | undefined;
  readonly familyName?: string | undefined;
  readonly fullName?: string | undefined;
  readonly aliases: readonly string[];
  readonly sex?: 'F' | 'M' | 'X' | undefined;
  /** Partial ISO text as precise as known: `1980`, `1980-05`, `1980-05-03`. */
  readonly bornOn?: string | undefined;
  readonly ethnicity?: string | undefined;
  readonly nationalId?: string | undefined;
  readonly address?: string | undefined;
  readonly postcode?: string | undefined;
  /** E.164 where it could be normalised, else trimmed text. */
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly status?: 'AT_LIBERTY' | 'IN_CUSTODY' | 'ABROAD' | 'DECEASED' | undefined;
  readonly warnings: readonly string[];
}
export interface LocationRow extends RowBase {
  readonly id: string;
  readonly address?: string | undefined;
  readonly postcode?: string | undefined;
  readonly borough?: string | undefined;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  /** LOCAL coordinates: metres on a plane; then latitude and longitude are absent. */
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly h3?: string | undefined;
  readonly kind?: string | undefined;
}
export interface OffenceRow extends RowBase {
  readonly id: string;
  readonly crimeNumber?: string | undefined;
  readonly statedCode?: string | undefined;
  readonly statedTitle?: string | undefined;
  readonly titleKey?: string | undefined;
  readonly typeMatch: 'matched' | 'unmatched' | 'ambiguous' | 'unstated';
  readonly typeCode?: string | undefined;
  readonly matchedBy?: 'code' | 'classification' | 'title' | 'mapping' | undefined;
  readonly typeProvisional?: boolean | undefined;
  readonly reported?: StatedDate | undefined;
  readonly occurredFrom?: StatedDate | undefined;
  readonly occurredTo?: StatedDate | undefined;
  readonly locationId?: string | undefined;
  readonly outcome?: string | undefined;
  readonly foundBy?: 'VICTIM' | 'WITNESS' | 'POLICE' | 'COMPANY' | undefined;
  readonly modusOperandi: readonly string[];
  readonly summary?: string | undefined;
  readonly officerInCase?: string | undefined;
}
/** Key: person, offence, role (already reduced to one row a key). */
export interface InvolvementRow extends RowBase {
  readonly personId: string;
  readonly offenceId: string;
  readonly role: 'SUSPECT' | 'VICTIM' | 'WITNESS' | 'REPORTER' | 'OTHER';
  readonly status?: 'NAMED' | 'ARRESTED' | 'CHARGED' | 'CONVICTED' | 'ACQUITTED' | 'ELIMINATED' | undefined;
  readonly relationship?: 'PARTNER' | 'EX_PARTNER' | 'FAMILY' | 'ACQUAINTANCE' | 'STRANGER' | undefined;
  readonly victimId?: string | undefined;
  readonly age?: number | undefined;
  readonly since?: StatedDate | undefined;
}
/** Key: person, place, from. */
export interface ResidenceRow extends RowBase {
  readonly personId: string;
  readonly locationId: string;
  readonly from?: StatedDate | undefined;
  readonly to?: StatedDate | undefined;
}
export type IdentifierKind = 'PHONE' | 'VEHICLE' | 'EMAIL' | 'ACCOUNT' | 'DEVICE' | 'DOCUMENT' | 'BIOMETRIC';
/** One identifier as a row names it. */
export interface IdentifierValue {
  readonly kind: IdentifierKind;
  /** Normalised (E.164, registration without spaces, lower-case e-mail ...), or trimmed when not valid. */
  readonly value: string;
  readonly raw: string;
  readonly valid: boolean;
}
/** Key: owner, kind, value, from. */
export interface IdentifierRow extends RowBase {
  readonly personId?: string | undefined;
  readonly offenceId?: string | undefined;
  readonly identifier: IdentifierValue;
  readonly from?: StatedDate | undefined;
  readonly to?: StatedDate | undefined;
}
/** Key: unordered pair (ordered for PARENT), kind, from; weights of one bundle are added up. */
export interface AssociationRow extends RowBase {
  readonly personId: string;
  readonly otherPersonId: string;
  readonly kind?: 'PARTNER' | 'EX_PARTNER' | 'PARENT' | 'FAMILY' | 'ASSOCIATE' | 'CONTACT' | undefined;
  readonly from?: StatedDate | undefined;
  readonly to?: StatedDate | undefined;
  readonly weight?: number | undefined;
}
export type Mention =
  | { readonly kind: 'PERSON' | 'OFFENCE' | 'LOCATION'; readonly id: string }
  /** An intelligence report, event, custody episode, exhibit or order of the same source. */
  | { readonly kind: 'OTHER'; readonly id: string };
export interface IntelligenceRow extends RowBase {
  readonly id: string;
  readonly writtenAt?: StatedDate | undefined;
  readonly sourceGrade?: 1 | 2 | 3 | undefined;
  readonly informationGrade?: 'A' | 'B' | 'C' | 'D' | 'E' | undefined;
  readonly handling?: 'P' | 'C' | undefined;
  readonly text?: string | undefined;
  readonly mentions: readonly Mention[];
}
export interface EventRow extends RowBase {
  readonly id: string;
  readonly kind: 'CALL' | 'MESSAGE' | 'SIGHTING' | 'ANPR' | 'STOP' | 'TRANSACTION';
  readonly at?: StatedDate | undefined;
  readonly personId?: string | undefined;
  readonly personIds: readonly string[];
  readonly identifier?: IdentifierValue | undefined;
  readonly otherPersonId?: string | undefined;
  readonly otherIdentifier?: IdentifierValue | undefined;
  readonly locationId?: string | undefined;
  readonly durationSeconds?: number | undefined;
}
export interface CustodyRow extends RowBase {
  readonly id: string;
  readonly personId: string;
  readonly offenceIds: readonly string[];
  readonly arrestedAt?: StatedDate | undefined;
  readonly releasedAt?: StatedDate | undefined;
  readonly station?: string | undefined;
  readonly outcome?: string | undefined;
}
export interface ForensicRow extends RowBase {
  readonly id: string;
  readonly offenceId: string;
  readonly exhibit?: string | undefined;
  readonly submittedOn?: StatedDate | undefined;
  readonly resultOn?: StatedDate | undefined;
  readonly result?: 'HIT' | 'NO_HIT' | 'PENDING' | undefined;
  readonly personId?: string | undefined;
}
export interface OrderRow extends RowBase {
  readonly id: string;
  readonly personId: string;
  readonly kind?: 'BAIL' | 'NON_MOLESTATION' | 'DVPO' | 'SPO' | 'SHPO' | 'MAPPA' | 'LICENCE' | undefined;
  readonly from?: StatedDate | undefined;
  readonly to?: StatedDate | undefined;
  readonly protectsPersonId?: string | undefined;
  readonly conditions?: string | undefined;
}
/** A source's own decision on two of its records; key: the unordered pair. */
export interface JudgementRow extends RowBase {
  readonly personId: string;
  readonly otherPersonId: string;
  readonly verdict: 'SAME' | 'DIFFERENT' | 'UNSURE';
  readonly decidedOn?: StatedDate | undefined;
  readonly decidedBy?: string | undefined;
  readonly reason?: string | undefined;
}

export interface RowOf {
  readonly 'persons.csv': PersonRow;
  readonly 'locations.csv': LocationRow;
  readonly 'offences.csv': OffenceRow;
  readonly 'involvements.csv': InvolvementRow;
  readonly 'residences.csv': ResidenceRow;
  readonly 'identifiers.csv': IdentifierRow;
  readonly 'associations.csv': AssociationRow;
  readonly 'intelligence.csv': IntelligenceRow;
  readonly 'events.csv': EventRow;
  readonly 'custody.csv': CustodyRow;
  readonly 'forensics.csv': ForensicRow;
  readonly 'orders.csv': OrderRow;
  readonly 'judgements.csv': JudgementRow;
}

/** rows read = accepted + duplicate + rejected; `dropped` cells are warnings of accepted rows. */
export interface FileCounts {
  readonly read: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly dropped: number;
}

/** One line of `rejected.csv` (the row is out) or `warnings.csv` (a cell is out, or a remark). */
export interface Problem {
  readonly file: string;
  /** 1 = first row after the header; 0 = the file as a whole. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly problem: string;
  readonly remedy: string;
}

/** What rows of a bundle may point to outside itself: things of an earlier bundle of the same source. */
export type ReferenceKind = 'PERSON' | 'OFFENCE' | 'LOCATION' | 'OTHER';

/** A bundle read, checked and staged on disk; nothing has touched the graph yet. */
export interface StagedBundle {
  readonly source: string;
  readonly asOf: string | undefined;
  /** SHA-256 over manifest, mapping and files: the same content has the same digest, zipped or not. */
  readonly digest: string;
  readonly complete: readonly BundleFile[];
  /** Ids that rows point to and no row of the bundle defines, in batches. */
  outsideReferences(kind: ReferenceKind, batchSize: number): AsyncGenerator<readonly string[]>;
  /** Tells which of them the graph knows; rows pointing to others are then rejected (or the cell dropped where the row is still true without it). Call once, for all kinds, before rows(). `erased`: persons that must not come back, with the day of their erasure. */
  settleReferences(
    known: Readonly<Record<ReferenceKind, Iterable<string>>>,
    erased?: ReadonlyMap<string, string>,
  ): Promise<void>;
  /** Ids of the persons that the bundle defines, in batches. */
  ownPersons(batchSize: number): AsyncGenerator<readonly string[]>;
  /** Rows that are out since their person was erased; they are among the rejected. After settleReferences. */
  erasedRows(): Promise<Readonly<Partial<Record<BundleFile, number>>>>;
  /** Accepted rows in key order (code point order of id, or of the key's parts), the same on each run over the same content. */
  rows<F extends BundleFile>(file: F, batchSize: number): AsyncGenerator<readonly RowOf[F][]>;
  /** After settleReferences. */
  counts(): Promise<Readonly<Partial<Record<BundleFile, FileCounts>>>>;
  /** Every problem, in file and row order; `rejected` and `dropped` alike. */
  problems(kind: 'rejected' | 'dropped'): AsyncGenerator<readonly Problem[]>;
  /** Markings that accepted rows carry. */
  markings(): Promise<readonly string[]>;
  /** Columns nobody knows, by file: kept on the records and reported. */
  unknownColumns(): Readonly<Partial<Record<BundleFile, readonly string[]>>>;
  /** Removes the staging area. */
  close(): Promise<void>;
}
