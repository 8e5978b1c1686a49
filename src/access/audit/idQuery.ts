/** The query of the full-text index for entries that show or name one of these ids, each as a whole. */
export function holding(ids: readonly string[]): string {
  return ids
    .map((id) => `"${id.replace(/["\\]/g, '\\$&')}"`)
    .flatMap((quoted) => [`ids:${quoted}`, `named:${quoted}`])
    .join(' OR ');
}
