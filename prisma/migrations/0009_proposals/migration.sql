-- CreateTable
CREATE TABLE "Proposal" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "lookup" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "origin" TEXT NOT NULL DEFAULT 'MANUAL',
    "provenance" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "aboutKind" TEXT NOT NULL,
    "roleId" UUID,
    "personId" UUID,
    "teamId" UUID,
    "serviceAccountId" UUID,
    "portfolioId" UUID,
    "programId" UUID,
    "projectId" UUID,
    "externalPartyId" UUID,
    "systemId" UUID,
    "componentId" UUID,
    "repositoryId" UUID,
    "processId" UUID,
    "agreementId" UUID,
    "sliId" UUID,
    "sloId" UUID,
    "openSloObjectId" UUID,
    "changeId" UUID,
    "reason" TEXT NOT NULL,
    "fields" JSONB,
    "base" JSONB,
    "proposed" JSONB,
    "baseRevision" INTEGER,
    "proposerId" UUID,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "answer" TEXT,
    "amended" TEXT[],
    "writtenRevision" INTEGER,

    CONSTRAINT "Proposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Proposal_lookup_key" ON "Proposal"("lookup");

-- CreateIndex
CREATE INDEX "Proposal_state_updatedAt_idx" ON "Proposal"("state", "updatedAt");

-- CreateIndex
CREATE INDEX "Proposal_proposerId_idx" ON "Proposal"("proposerId");

-- CreateIndex
CREATE INDEX "Proposal_decidedById_idx" ON "Proposal"("decidedById");

-- CreateIndex
CREATE INDEX "Proposal_roleId_idx" ON "Proposal"("roleId");

-- CreateIndex
CREATE INDEX "Proposal_personId_idx" ON "Proposal"("personId");

-- CreateIndex
CREATE INDEX "Proposal_teamId_idx" ON "Proposal"("teamId");

-- CreateIndex
CREATE INDEX "Proposal_serviceAccountId_idx" ON "Proposal"("serviceAccountId");

-- CreateIndex
CREATE INDEX "Proposal_portfolioId_idx" ON "Proposal"("portfolioId");

-- CreateIndex
CREATE INDEX "Proposal_programId_idx" ON "Proposal"("programId");

-- CreateIndex
CREATE INDEX "Proposal_projectId_idx" ON "Proposal"("projectId");

-- CreateIndex
CREATE INDEX "Proposal_externalPartyId_idx" ON "Proposal"("externalPartyId");

-- CreateIndex
CREATE INDEX "Proposal_systemId_idx" ON "Proposal"("systemId");

-- CreateIndex
CREATE INDEX "Proposal_componentId_idx" ON "Proposal"("componentId");

-- CreateIndex
CREATE INDEX "Proposal_repositoryId_idx" ON "Proposal"("repositoryId");

-- CreateIndex
CREATE INDEX "Proposal_processId_idx" ON "Proposal"("processId");

-- CreateIndex
CREATE INDEX "Proposal_agreementId_idx" ON "Proposal"("agreementId");

-- CreateIndex
CREATE INDEX "Proposal_sliId_idx" ON "Proposal"("sliId");

-- CreateIndex
CREATE INDEX "Proposal_sloId_idx" ON "Proposal"("sloId");

-- CreateIndex
CREATE INDEX "Proposal_openSloObjectId_idx" ON "Proposal"("openSloObjectId");

-- CreateIndex
CREATE INDEX "Proposal_changeId_idx" ON "Proposal"("changeId");

-- CreateIndex
CREATE INDEX "Proposal_title_id_idx" ON "Proposal"("title", "id");

-- CreateIndex
CREATE INDEX "Proposal_updatedAt_id_idx" ON "Proposal"("updatedAt", "id");

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "Role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_serviceAccountId_fkey" FOREIGN KEY ("serviceAccountId") REFERENCES "ServiceAccount"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_portfolioId_fkey" FOREIGN KEY ("portfolioId") REFERENCES "Portfolio"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_programId_fkey" FOREIGN KEY ("programId") REFERENCES "Program"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_externalPartyId_fkey" FOREIGN KEY ("externalPartyId") REFERENCES "ExternalParty"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_componentId_fkey" FOREIGN KEY ("componentId") REFERENCES "Component"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_processId_fkey" FOREIGN KEY ("processId") REFERENCES "Process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_agreementId_fkey" FOREIGN KEY ("agreementId") REFERENCES "Agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_sliId_fkey" FOREIGN KEY ("sliId") REFERENCES "Sli"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_sloId_fkey" FOREIGN KEY ("sloId") REFERENCES "Slo"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_openSloObjectId_fkey" FOREIGN KEY ("openSloObjectId") REFERENCES "OpenSloObject"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_proposerId_fkey" FOREIGN KEY ("proposerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Below stands what a Prisma schema can not say.

-- Numbers of the register of proposals: PRP-1001 and on, never used again.
CREATE SEQUENCE "proposal_number" START WITH 1001;
