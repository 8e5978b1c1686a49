import { broadTitles } from './broadTitles.ts';
import { foldTitle, isClassification, normaliseCode } from './offenceCodes.ts';
import { offenceTypes } from './offenceTypes.ts';

/** What a source says about the kind of an offence. */
export interface StatedType {
  readonly code?: string | undefined;
  readonly title?: string | undefined;
  /** Whether titles of this source are to be trusted as types. */
  readonly matchTitles: boolean;
}
export type TypeMatch =
  | {
      readonly code: string;
      readonly matchedBy: 'code' | 'classification' | 'title' | 'mapping';
      /** A title says less than a code. */
      readonly provisional: boolean;
    }
  | { readonly ambiguous: readonly string[] };
export type OffenceMatcher = (stated: StatedType) => TypeMatch | undefined;

/** A human decision that a code or title means a type; keys are `code:8N` and `title:common assault`. */
export type AliasTable = ReadonlyMap<string, string>;

export const aliasKeyOfCode = (code: string): string => `code:${normaliseCode(code)}`;
export const aliasKeyOfTitle = (title: string): string => `title:${foldTitle(title)}`;

/**
 * Makes the function that finds the type of an offence: by code, by classification, by a recorded mapping, and (unless
 * the source's titles are not trusted) by exact title, case and spaces folded. A code that no list has gives way to the
 * title. A title that several codes share, a classification and its own count code included, or that also names a group
 * of codes, decides nothing: it is ambiguous and goes to the queue, since the codes may weigh differently.
 */
export function createMatcher(
  aliases: AliasTable = new Map(),
  /** Codes beyond the shipped lists, which came with a workbook; their titles are not matched. */
  furtherCodes: ReadonlySet<string> = new Set(),
): OffenceMatcher {
  const types = offenceTypes();
  const byTitle = new Map<string, string[]>();
  for (const { code, titleKey } of types.values()) {
    const codes = byTitle.get(titleKey);
    if (codes === undefined) byTitle.set(titleKey, [code]);
    else codes.push(code);
  }
  const broad = broadTitles(types.values());
  return ({ code, title, matchTitles }) => {
    if (code !== undefined) {
      const normal = normaliseCode(code);
      if (types.has(normal) || furtherCodes.has(normal))
        return {
          code: normal,
          matchedBy: isClassification(normal) ? 'classification' : 'code',
          provisional: false,
        };
      const mapped = aliases.get(aliasKeyOfCode(code));
      if (mapped !== undefined) return { code: mapped, matchedBy: 'mapping', provisional: false };
    }
    if (title === undefined) return undefined;
    const mapped = aliases.get(aliasKeyOfTitle(title));
    if (mapped !== undefined) return { code: mapped, matchedBy: 'mapping', provisional: false };
    const titleKey = foldTitle(title);
    const codes = matchTitles ? (byTitle.get(titleKey) ?? []) : [];
    const [only] = codes;
    if (only === undefined) return undefined;
    if (codes.length > 1 || broad.has(titleKey)) return { ambiguous: codes };
    return { code: only, matchedBy: 'title', provisional: true };
  };
}
