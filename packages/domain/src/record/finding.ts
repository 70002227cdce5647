/** Something about a record that ought to be put right; nothing is refused because of it. */
export interface RecordFinding {
  /** Stable name of the rule, in capitals. */
  readonly code: string;
  /** Kind of the record, such as `System`. */
  readonly kind: string;
  /** Key of the record. */
  readonly key: string;
  /** What is wrong and how to put it right, in one line that reads on from the record's name: `has no owner: …`. */
  readonly message: string;
}
