/**
 * Where the data is: in a directory of this machine, in memory (tests), or in a PostgreSQL server.
 * `load`: the bytes of an earlier `dumpDataDir`, which the database in memory begins with. `role`: what each connection
 * works as; that of the address when left out.
 */
export type DatabaseTarget =
  | { kind: 'embedded'; directory: string }
  | { kind: 'embedded-memory'; load?: Uint8Array<ArrayBuffer> }
  | { kind: 'postgres'; url: string; role?: string };

export type DatabaseKind = DatabaseTarget['kind'];
