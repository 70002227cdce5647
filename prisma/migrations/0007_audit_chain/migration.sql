-- DropIndex
DROP INDEX "AuditEvent_kind_recordId_idx";

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "digest" BYTEA,
ADD COLUMN     "outcome" TEXT NOT NULL DEFAULT 'DONE',
ADD COLUMN     "transaction" xid8 NOT NULL DEFAULT pg_current_xact_id(),
ALTER COLUMN "recordId" DROP NOT NULL,
ALTER COLUMN "revision" DROP NOT NULL;

-- CreateTable
CREATE TABLE "AuditEntry" (
    "number" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "recordId" UUID,
    "key" TEXT NOT NULL,
    "revision" INTEGER,
    "reason" TEXT,
    "digest" BYTEA,
    "previous" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "AuditHead" (
    "single" BOOLEAN NOT NULL DEFAULT true,
    "number" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("single")
);

-- CreateTable
CREATE TABLE "AuditSeal" (
    "transaction" TEXT NOT NULL,

    CONSTRAINT "AuditSeal_pkey" PRIMARY KEY ("transaction")
);

-- CreateIndex
CREATE INDEX "AuditEntry_kind_recordId_revision_idx" ON "AuditEntry"("kind", "recordId", "revision");

-- CreateIndex
CREATE INDEX "AuditEvent_transaction_idx" ON "AuditEvent"("transaction");

-- What an entry says of the revision that it is about: everything that is not in the entry itself.
CREATE FUNCTION "revision_digest"("document" jsonb, "changed" text[]) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(convert_to(jsonb_build_array("document", to_jsonb("changed"))::text, 'UTF8'))
$$;

-- Everything that an entry says, in one value that no two different entries share.
CREATE FUNCTION "audit_content"(
    "at" timestamptz, "actorId" uuid, "actorName" text, "door" text, "operation" text, "outcome" text, "kind" text,
    "recordId" uuid, "key" text, "revision" int, "reason" text, "digest" bytea
) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(convert_to(jsonb_build_array(
        (extract(epoch FROM "at") * 1000)::bigint, "actorId", "actorName", "door", "operation", "outcome", "kind",
        "recordId", "key", "revision", "reason", encode("digest", 'hex'))::text, 'UTF8'))
$$;

-- The hashes of a chain: each is made of the one before it and of what its own entry says.
CREATE FUNCTION "audit_link"("before" bytea, "start" bytea, "content" bytea) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN sha256(coalesce("before", "start") || "content");
END
$$;
CREATE AGGREGATE "audit_chain"("start" bytea, "content" bytea) (SFUNC = "audit_link", STYPE = bytea);

INSERT INTO "AuditHead" ("number", "hash") VALUES (0, decode(repeat('00', 32), 'hex'));

-- What was audited before there was a chain.
WITH told AS (
    SELECT e.*, r."digest" AS "of_revision",
        audit_content(e."at", e."actorId", e."actorName", e."door", e."operation", e."outcome", e."kind", e."recordId", e."key",
            e."revision", e."reason", r."digest") AS "content",
        row_number() OVER (ORDER BY e."id") AS "number"
    FROM "AuditEvent" e LEFT JOIN LATERAL (
        SELECT revision_digest(r."document", r."changed") AS "digest" FROM "Revision" r
        WHERE r."kind" = e."kind" AND r."recordId" = e."recordId" AND r."revision" = e."revision" AND e."operation" <> 'REMOVE'
    ) r ON true
), chained AS (
    SELECT told.*, audit_chain(decode(repeat('00', 32), 'hex'), "content") OVER (ORDER BY "number") AS "hash" FROM told
)
INSERT INTO "AuditEntry" ("number", "at", "actorId", "actorName", "door", "operation", "outcome", "kind", "recordId", "key",
    "revision", "reason", "digest", "previous", "hash")
SELECT "number", "at", "actorId", "actorName", "door", "operation", "outcome", "kind", "recordId", "key", "revision", "reason",
    "of_revision", lag("hash", 1, decode(repeat('00', 32), 'hex')) OVER (ORDER BY "number"), "hash"
FROM chained;
UPDATE "AuditHead" SET ("number", "hash") = (SELECT "number", "hash" FROM "AuditEntry" ORDER BY "number" DESC LIMIT 1)
WHERE EXISTS (SELECT FROM "AuditEntry");
DELETE FROM "AuditEvent";

-- A transaction with something to tell seals it when it ends, and only then: the head of the chain is held for the time
-- that this takes, however long the transaction was.
CREATE FUNCTION "audit_told"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO "AuditSeal" VALUES (pg_current_xact_id()::text) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER "audit_told" AFTER INSERT ON "AuditEvent" FOR EACH STATEMENT EXECUTE FUNCTION "audit_told"();

CREATE FUNCTION "audit_seal"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    "entries" "AuditEntry"[];
    "head" "AuditHead";
BEGIN
    DELETE FROM "AuditSeal" WHERE "transaction" = NEW."transaction";
    -- What takes time comes before the head is held: the hash of what each entry says stands in the place of its own.
    WITH told AS (
        DELETE FROM "AuditEvent" WHERE "transaction" = pg_current_xact_id() RETURNING *
    ), digested AS (
        -- A server of the release before tells no digest.
        SELECT told.*, coalesce(told."digest", (
            SELECT revision_digest(r."document", r."changed") FROM "Revision" r
            WHERE r."kind" = told."kind" AND r."recordId" = told."recordId" AND r."revision" = told."revision"
                AND told."outcome" = 'DONE')) AS "of_revision"
        FROM told
    )
    SELECT array_agg(ROW(0, "at", "actorId", "actorName", "door", "operation", "outcome", "kind", "recordId", "key", "revision",
        "reason", "of_revision", ''::bytea, audit_content("at", "actorId", "actorName", "door", "operation", "outcome", "kind",
            "recordId", "key", "revision", "reason", "of_revision"))::"AuditEntry" ORDER BY "id")
    INTO "entries" FROM digested;
    SELECT * INTO "head" FROM "AuditHead" FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the head of the audit log is missing';
    END IF;
    WITH chained AS (
        SELECT e.*, audit_chain("head"."hash", e."hash") OVER (ORDER BY "place") AS "chain"
        FROM unnest("entries") WITH ORDINALITY AS e("number", "at", "actorId", "actorName", "door", "operation", "outcome", "kind",
            "recordId", "key", "revision", "reason", "digest", "previous", "hash", "place")
    ), added AS (
        INSERT INTO "AuditEntry" ("number", "at", "actorId", "actorName", "door", "operation", "outcome", "kind", "recordId",
            "key", "revision", "reason", "digest", "previous", "hash")
        SELECT "head"."number" + "place", "at", "actorId", "actorName", "door", "operation", "outcome", "kind", "recordId",
            "key", "revision", "reason", "digest", lag("chain", 1, "head"."hash") OVER (ORDER BY "place"), "chain"
        FROM chained RETURNING "number", "hash"
    )
    UPDATE "AuditHead" SET "number" = newest."number", "hash" = newest."hash"
    FROM (SELECT "number", "hash" FROM added ORDER BY "number" DESC LIMIT 1) newest;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER "audit_seal" AFTER INSERT ON "AuditSeal" DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION "audit_seal"();

-- Whoever owns the tables may still take these away; the role of the application may not.
CREATE FUNCTION "audit_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEntry"
    FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse"();
CREATE TRIGGER "audit_head_stays" BEFORE DELETE OR TRUNCATE ON "AuditHead"
    FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse"();

-- The role that the server works as: it reads and writes, and has no way to what is in the audit log. Servers call this
-- at their start, for what later migrations add. Does what the site lets it do, and fails for nothing.
CREATE FUNCTION "grant_to_steward_app"() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF to_regrole('steward_app') IS NULL THEN
        CREATE ROLE steward_app NOLOGIN;
    END IF;
    IF NOT pg_has_role(current_user, 'steward_app', 'MEMBER') THEN
        GRANT steward_app TO CURRENT_USER;
    END IF;
    GRANT USAGE ON SCHEMA public TO steward_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO steward_app;
    GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO steward_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO steward_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO steward_app;
    REVOKE INSERT, UPDATE, DELETE ON "AuditEntry", "AuditHead", "AuditSeal" FROM steward_app;
    REVOKE UPDATE, DELETE ON "AuditEvent" FROM steward_app;
    REVOKE UPDATE ON "Revision" FROM steward_app;
    IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
        REVOKE INSERT, UPDATE, DELETE ON public._prisma_migrations FROM steward_app;
    END IF;
EXCEPTION
    -- Without the right to make roles, and where another database of the same cluster makes it at this moment.
    WHEN insufficient_privilege OR unique_violation OR duplicate_object THEN NULL;
END
$$;
SELECT "grant_to_steward_app"();
