-- CreateTable
CREATE TABLE "ImportPlanPage" (
    "sessionId" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "ImportPlanPage_pkey" PRIMARY KEY ("sessionId","list","position")
);

-- AddForeignKey
ALTER TABLE "ImportPlanPage" ADD CONSTRAINT "ImportPlanPage_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "ImportSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Rows of one table as one value. Columns that the first row does not name keep their defaults.
CREATE FUNCTION "insert_rows"("into_table" regclass, "new_rows" jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    "columns" text;
BEGIN
    SELECT string_agg(quote_ident("name"), ', ') INTO "columns" FROM jsonb_object_keys("new_rows"->0) AS "name";
    EXECUTE format(
        'INSERT INTO %1$s (%2$s) SELECT %2$s FROM jsonb_populate_recordset(NULL::%1$s, $1)',
        "into_table", "columns") USING "new_rows";
END
$$;

-- The same for records that are there: each only where it still stands at the revision before the one that it gets.
-- Answers with the ids of those that were written.
CREATE FUNCTION "update_records"("of_table" regclass, "new_rows" jsonb) RETURNS SETOF uuid LANGUAGE plpgsql AS $$
DECLARE
    "columns" text;
    "values" text;
BEGIN
    SELECT string_agg(quote_ident("name"), ', '), string_agg('r.' || quote_ident("name"), ', ')
        INTO "columns", "values" FROM jsonb_object_keys("new_rows"->0) AS "name";
    RETURN QUERY EXECUTE format(
        'UPDATE %1$s AS t SET (%2$s) = ROW(%3$s) FROM jsonb_populate_recordset(NULL::%1$s, $1) AS r '
        'WHERE t."id" = r."id" AND t."revision" = r."revision" - 1 RETURNING t."id"',
        "of_table", "columns", "values") USING "new_rows";
END
$$;

-- The column holds what is read often of a plan; its lists stand in pages of their own from here on.
UPDATE "ImportSession" SET "plan" = NULL WHERE "plan" IS NOT NULL;
