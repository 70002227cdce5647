/** What one request may ask for. Every bound holds before the first statement reaches the database. */
export interface Limits {
  /** Bytes of a request body, whatever length its header claims. */
  bodyBytes: number;
  /** Milliseconds in which the body must have come. */
  bodyMs: number;
  /** Lexical tokens of a document. */
  tokens: number;
  /** Selections within selections, fragments unfolded. */
  depth: number;
  /** Objects that the answer may hold, page sizes multiplied; see `costOf`. */
  cost: number;
  /** Aliases in a document. */
  aliases: number;
  /** Directives in a document. */
  directives: number;
  /** Lists and objects within each other in the variables. */
  variableDepth: number;
  /** Values in the variables, the nested ones counted. */
  variableValues: number;
  /** Milliseconds for a query; the database gives a statement as long. */
  queryMs: number;
  /** Milliseconds for a mutation, longer than its transaction may take, so that nobody is told too early. */
  mutationMs: number;
  /** Streams that one person may have open at a time. */
  streams: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 1_000_000,
  bodyMs: 10_000,
  tokens: 1_000,
  depth: 20,
  cost: 50_000,
  aliases: 100,
  directives: 50,
  variableDepth: 20,
  variableValues: 100_000,
  queryMs: 10_000,
  mutationMs: 30_000,
  streams: 500,
};
