/** One file for the server's offline import: its first line names and types the columns. */
export interface StoreFile {
  readonly path: string;
  /** Labels of nodes, or the type of relationships. */
  readonly names: readonly string[];
}

/** A whole store as CSV files, to be laid into an empty one by the server's offline import. */
export interface StoreFiles {
  readonly nodes: readonly StoreFile[];
  readonly relationships: readonly StoreFile[];
  /** Whether any field holds a line break. */
  readonly multiline: boolean;
}

/** Stands between the elements of a list; a text that holds it cannot go this way. */
export const LIST_DELIMITER = '\u001f';
