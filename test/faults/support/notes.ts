import type { Migration } from '@steward/server/test/platform/migrations/migration-files.ts';

/** Two releases of a small database, and one whose second step fails after it has changed something. */
const first: Migration = {
  name: '0001_notes',
  sql: 'CREATE TABLE note (id int PRIMARY KEY, text text NOT NULL);',
};
const second: Migration = {
  name: '0002_stars',
  sql: `ALTER TABLE note ADD COLUMN stars int NOT NULL DEFAULT 3;
        CREATE FUNCTION shout(t text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN t := upper(t); RETURN t; END $$;`,
};
const broken: Migration = {
  name: '0002_broken',
  sql: 'DELETE FROM note; ALTER TABLE note DROP COLUMN text; SELECT no_such_function();',
};

export const release = { one: [first], two: [first, second], broken: [first, broken] };
