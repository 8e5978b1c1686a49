/** What `count` gives, counted when it is first asked for. */
export function onlyOnce<T>(count: () => T): () => T {
  let counted: { readonly value: T } | undefined;
  return () => {
    counted ??= { value: count() };
    return counted.value;
  };
}
