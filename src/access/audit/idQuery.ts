/**
 * The query for entries that show or name one of these ids, as a whole or as a part of an id made of several with bars
 * between them: a role goes by record, offence and type, a judgement by two records. Walks every term of the index where
 * an id is not the first part, so it is for rare work and not for requests.
 */
export function holdingAnywhere(ids: readonly string[]): string {
  return ids
    .map((id) => id.replace(/[^\p{L}\p{N}]/gu, '\\$&'))
    .flatMap((id) => [id, `${id}\\|*`, `*\\|${id}`, `*\\|${id}\\|*`])
    .flatMap((pattern) => [`ids:${pattern}`, `named:${pattern}`])
    .join(' OR ');
}

/** The query of the full-text index for entries that show or name one of these ids, each as a whole. */
export function holding(ids: readonly string[]): string {
  return ids
    .map((id) => `"${id.replace(/["\\]/g, '\\$&')}"`)
    .flatMap((quoted) => [`ids:${quoted}`, `named:${quoted}`])
    .join(' OR ');
}
