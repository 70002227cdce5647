-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "activityOptOut" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ComponentActivity" (
    "id" UUID NOT NULL,
    "repositoryId" UUID,
    "componentId" UUID,
    "commit" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "historyCommits" INTEGER NOT NULL,
    "commits" INTEGER NOT NULL,
    "unknownPeople" INTEGER NOT NULL,
    "unknownCommits" INTEGER NOT NULL,
    "botCommits" INTEGER NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ComponentActivity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActivityShare" (
    "id" UUID NOT NULL,
    "activityId" UUID NOT NULL,
    "personId" UUID,
    "authored" INTEGER NOT NULL,
    "reviewed" INTEGER NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ActivityShare_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ComponentActivity_componentId_idx" ON "ComponentActivity"("componentId");

-- CreateIndex
CREATE UNIQUE INDEX "ComponentActivity_repositoryId_componentId_key" ON "ComponentActivity"("repositoryId", "componentId");

-- CreateIndex
CREATE INDEX "ActivityShare_personId_idx" ON "ActivityShare"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "ActivityShare_activityId_personId_key" ON "ActivityShare"("activityId", "personId");

-- AddForeignKey
ALTER TABLE "ComponentActivity" ADD CONSTRAINT "ComponentActivity_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComponentActivity" ADD CONSTRAINT "ComponentActivity_componentId_fkey" FOREIGN KEY ("componentId") REFERENCES "Component"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityShare" ADD CONSTRAINT "ActivityShare_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "ComponentActivity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityShare" ADD CONSTRAINT "ActivityShare_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whoever opts out leaves no trace, by whichever door the person is written.
CREATE FUNCTION "forget_activity"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM "ActivityShare" WHERE "personId" = NEW."id";
    RETURN NULL;
END
$$;

CREATE TRIGGER "Person_activity_opt_out" AFTER UPDATE OF "activityOptOut" ON "Person"
    FOR EACH ROW WHEN (NEW."activityOptOut") EXECUTE FUNCTION "forget_activity"();

-- Nothing is kept of them afterwards either, whoever writes it.
CREATE FUNCTION "refuse_activity_of_opted_out"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM "Person" WHERE "id" = NEW."personId" AND "activityOptOut" FOR SHARE) THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER "ActivityShare_opted_out" BEFORE INSERT ON "ActivityShare"
    FOR EACH ROW EXECUTE FUNCTION "refuse_activity_of_opted_out"();
