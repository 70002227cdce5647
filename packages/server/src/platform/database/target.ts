/** Where the data is: in a directory of this machine, in memory (tests), or in a PostgreSQL server. */
export type DatabaseTarget =
  | { kind: 'embedded'; directory: string }
  | { kind: 'embedded-memory' }
  | { kind: 'postgres'; url: string };

export type DatabaseKind = DatabaseTarget['kind'];
