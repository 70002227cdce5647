-- CreateTable
CREATE TABLE "Sli" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "lookup" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "origin" TEXT NOT NULL DEFAULT 'MANUAL',
    "provenance" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "description" TEXT,
    "form" TEXT NOT NULL,
    "repositoryId" UUID,
    "file" TEXT,
    "declaration" JSONB,

    CONSTRAINT "Sli_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Slo" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "lookup" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "origin" TEXT NOT NULL DEFAULT 'MANUAL',
    "provenance" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "description" TEXT,
    "systemId" UUID,
    "indicatorId" UUID,
    "budgetingMethod" TEXT NOT NULL,
    "windowDuration" TEXT,
    "rolling" BOOLEAN NOT NULL DEFAULT false,
    "windowStart" TEXT,
    "timeZone" TEXT,
    "alertPolicies" TEXT[],
    "repositoryId" UUID,
    "file" TEXT,
    "declaration" JSONB,

    CONSTRAINT "Slo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SloObjective" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "sloId" UUID,
    "name" TEXT,
    "percent" DECIMAL(9,6) NOT NULL,
    "comparison" TEXT,
    "threshold" DECIMAL(21,6),
    "slicePercent" DECIMAL(9,6),
    "sliceWindow" TEXT,
    "indicator" TEXT,
    "weight" DECIMAL(12,6),

    CONSTRAINT "SloObjective_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OpenSloObject" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "lookup" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "origin" TEXT NOT NULL DEFAULT 'MANUAL',
    "provenance" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "description" TEXT,
    "systemId" UUID,
    "repositoryId" UUID,
    "file" TEXT,
    "declaration" JSONB,

    CONSTRAINT "OpenSloObject_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Sli_lookup_key" ON "Sli"("lookup");

-- CreateIndex
CREATE INDEX "Sli_repositoryId_idx" ON "Sli"("repositoryId");

-- CreateIndex
CREATE INDEX "Sli_name_id_idx" ON "Sli"("name", "id");

-- CreateIndex
CREATE INDEX "Sli_updatedAt_id_idx" ON "Sli"("updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Slo_lookup_key" ON "Slo"("lookup");

-- CreateIndex
CREATE INDEX "Slo_systemId_idx" ON "Slo"("systemId");

-- CreateIndex
CREATE INDEX "Slo_indicatorId_idx" ON "Slo"("indicatorId");

-- CreateIndex
CREATE INDEX "Slo_repositoryId_idx" ON "Slo"("repositoryId");

-- CreateIndex
CREATE INDEX "Slo_name_id_idx" ON "Slo"("name", "id");

-- CreateIndex
CREATE INDEX "Slo_updatedAt_id_idx" ON "Slo"("updatedAt", "id");

-- CreateIndex
CREATE INDEX "SloObjective_sloId_idx" ON "SloObjective"("sloId");

-- CreateIndex
CREATE UNIQUE INDEX "OpenSloObject_lookup_key" ON "OpenSloObject"("lookup");

-- CreateIndex
CREATE INDEX "OpenSloObject_systemId_idx" ON "OpenSloObject"("systemId");

-- CreateIndex
CREATE INDEX "OpenSloObject_repositoryId_idx" ON "OpenSloObject"("repositoryId");

-- CreateIndex
CREATE INDEX "OpenSloObject_name_id_idx" ON "OpenSloObject"("name", "id");

-- CreateIndex
CREATE INDEX "OpenSloObject_updatedAt_id_idx" ON "OpenSloObject"("updatedAt", "id");

-- AddForeignKey
ALTER TABLE "Sli" ADD CONSTRAINT "Sli_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Slo" ADD CONSTRAINT "Slo_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Slo" ADD CONSTRAINT "Slo_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Sli"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Slo" ADD CONSTRAINT "Slo_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SloObjective" ADD CONSTRAINT "SloObjective_sloId_fkey" FOREIGN KEY ("sloId") REFERENCES "Slo"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenSloObject" ADD CONSTRAINT "OpenSloObject_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenSloObject" ADD CONSTRAINT "OpenSloObject_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An import writes records that refer to each other in circles; its transaction defers these checks to its end.
ALTER TABLE "Sli" ALTER CONSTRAINT "Sli_repositoryId_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "Slo" ALTER CONSTRAINT "Slo_systemId_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "Slo" ALTER CONSTRAINT "Slo_indicatorId_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "Slo" ALTER CONSTRAINT "Slo_repositoryId_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "SloObjective" ALTER CONSTRAINT "SloObjective_sloId_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "OpenSloObject" ALTER CONSTRAINT "OpenSloObject_systemId_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "OpenSloObject" ALTER CONSTRAINT "OpenSloObject_repositoryId_fkey" DEFERRABLE INITIALLY IMMEDIATE;
