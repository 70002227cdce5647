-- CreateTable
CREATE TABLE "Change" (
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
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "description" TEXT,
    "reason" TEXT,
    "plan" TEXT,
    "backoutPlan" TEXT,
    "plannedStart" TIMESTAMPTZ(3),
    "plannedEnd" TIMESTAMPTZ(3),
    "requesterId" UUID,
    "outcome" TEXT,

    CONSTRAINT "Change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CodeReference" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "changeId" UUID,
    "repositoryId" UUID,
    "path" TEXT NOT NULL,
    "startLine" INTEGER,
    "endLine" INTEGER,
    "baseCommit" TEXT,

    CONSTRAINT "CodeReference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Repository" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "lookup" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "origin" TEXT NOT NULL DEFAULT 'MANUAL',
    "provenance" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),
    "name" TEXT,
    "description" TEXT,
    "defaultBranch" TEXT,
    "webUrl" TEXT,

    CONSTRAINT "Repository_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CodeownersFile" (
    "id" UUID NOT NULL,
    "repositoryId" UUID NOT NULL,
    "file" TEXT NOT NULL,
    "dialect" TEXT NOT NULL,
    "commit" TEXT,
    "hash" TEXT NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CodeownersFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OwnershipRule" (
    "id" UUID NOT NULL,
    "codeownersFileId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "pattern" TEXT NOT NULL,
    "owners" TEXT[],
    "section" TEXT NOT NULL DEFAULT '',
    "optional" BOOLEAN NOT NULL DEFAULT false,
    "approvals" INTEGER,
    "exclusion" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "OwnershipRule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CatalogEntity" (
    "id" UUID NOT NULL,
    "repositoryId" UUID NOT NULL,
    "file" TEXT NOT NULL,
    "doc" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "ref" TEXT NOT NULL,
    "commit" TEXT,
    "recordKind" TEXT NOT NULL,
    "recordId" UUID NOT NULL,
    "entity" JSONB NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,
    "goneAt" TIMESTAMPTZ(3),

    CONSTRAINT "CatalogEntity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SourceFinding" (
    "id" UUID NOT NULL,
    "repositoryId" UUID NOT NULL,
    "file" TEXT NOT NULL,
    "line" INTEGER,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "foundAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SourceFinding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportSession" (
    "id" UUID NOT NULL,
    "actorId" UUID NOT NULL,
    "repositoryId" UUID,
    "options" JSONB NOT NULL,
    "plan" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "appliedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ImportSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportPiece" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "ImportPiece_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
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
    "email" TEXT,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Team" (
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
    "type" TEXT,
    "parentId" UUID,

    CONSTRAINT "Team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Role" (
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
    "standard" TEXT,
    "practice" TEXT,
    "scopes" TEXT[],
    "exclusive" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "teamId" UUID,
    "personId" UUID,
    "title" TEXT,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "personId" UUID,
    "teamId" UUID,
    "externalPartyId" UUID,
    "type" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Handle" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "personId" UUID,
    "teamId" UUID,
    "host" TEXT NOT NULL,
    "handle" TEXT NOT NULL,

    CONSTRAINT "Handle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "administrator" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoleAssignment" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "roleId" UUID,
    "personId" UUID,
    "teamId" UUID,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3),
    "deputy" BOOLEAN NOT NULL DEFAULT false,
    "exclusive" BOOLEAN NOT NULL DEFAULT false,
    "portfolioId" UUID,
    "programId" UUID,
    "projectId" UUID,
    "systemId" UUID,
    "componentId" UUID,
    "processId" UUID,

    CONSTRAINT "RoleAssignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Portfolio" (
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
    "purpose" TEXT,
    "fiscalYearStart" TEXT,

    CONSTRAINT "Portfolio_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Program" (
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
    "goal" TEXT,
    "stage" TEXT NOT NULL,
    "start" DATE,
    "end" DATE,
    "portfolioId" UUID,

    CONSTRAINT "Program_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Project" (
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
    "goal" TEXT,
    "stage" TEXT NOT NULL,
    "start" DATE,
    "end" DATE,
    "programId" UUID,

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Process" (
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
    "practice" TEXT,
    "purpose" TEXT,

    CONSTRAINT "Process_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProcessExchange" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "sourceId" UUID,
    "processId" UUID,
    "gives" TEXT,
    "receives" TEXT,

    CONSTRAINT "ProcessExchange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KeyAlias" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "lookup" TEXT NOT NULL,
    "recordId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KeyAlias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Revision" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "recordId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "operation" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "reason" TEXT,
    "changed" TEXT[],
    "document" JSONB NOT NULL,

    CONSTRAINT "Revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "recordId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "reason" TEXT,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxEvent" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "recordId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "operation" TEXT NOT NULL,

    CONSTRAINT "OutboxEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "id" UUID NOT NULL,
    "actorId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SearchEntry" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "recordId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "SearchEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Agreement" (
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
    "providerId" UUID,
    "client" TEXT,
    "validFrom" TIMESTAMPTZ(3),
    "validTo" TIMESTAMPTZ(3),
    "timeZone" TEXT NOT NULL,

    CONSTRAINT "Agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ServiceLevelTarget" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "agreementId" UUID,
    "systemId" UUID,
    "percent" DECIMAL(9,6) NOT NULL,
    "basis" TEXT NOT NULL,
    "plannedDowntime" TEXT NOT NULL,
    "warnPercent" DECIMAL(9,6),

    CONSTRAINT "ServiceLevelTarget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "System" (
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
    "type" TEXT,
    "purpose" TEXT,
    "inScope" TEXT[],
    "outOfScope" TEXT[],
    "boundaryNote" TEXT,
    "describedAt" TIMESTAMPTZ(3),
    "stage" TEXT NOT NULL,
    "criticality" TEXT,
    "offered" BOOLEAN NOT NULL DEFAULT false,
    "programId" UUID,
    "portfolioId" UUID,
    "teamId" UUID,
    "dependenciesConfirmedAt" TIMESTAMPTZ(3),
    "noAgreementReason" TEXT,
    "tags" TEXT[],
    "declaredOwner" JSONB,
    "declaredOwnerTeamId" UUID,
    "declaredOwnerPersonId" UUID,

    CONSTRAINT "System_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Component" (
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
    "type" TEXT,
    "class" TEXT,
    "stage" TEXT NOT NULL,
    "systemId" UUID,
    "partOfId" UUID,
    "supplierId" UUID,
    "maximumCapacity" TEXT,
    "meanTimeBetweenFailuresRequired" INTEGER,
    "meanTimeToRestoreServiceRequired" INTEGER,
    "tags" TEXT[],
    "declaredOwner" JSONB,
    "declaredOwnerTeamId" UUID,
    "declaredOwnerPersonId" UUID,

    CONSTRAINT "Component_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExternalParty" (
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

    CONSTRAINT "ExternalParty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SystemDependency" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "sourceId" UUID,
    "systemId" UUID,
    "externalPartyId" UUID,
    "hardness" TEXT NOT NULL,
    "reason" TEXT,

    CONSTRAINT "SystemDependency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ComponentDependency" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "sourceId" UUID,
    "componentId" UUID,
    "systemId" UUID,
    "externalPartyId" UUID,
    "hardness" TEXT NOT NULL,
    "reason" TEXT,

    CONSTRAINT "ComponentDependency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ComponentInterface" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "componentId" UUID,
    "direction" TEXT NOT NULL,
    "apiId" UUID,

    CONSTRAINT "ComponentInterface_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CodeLocation" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "componentId" UUID,
    "repositoryId" UUID,
    "path" TEXT NOT NULL,

    CONSTRAINT "CodeLocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Link" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "systemId" UUID,
    "componentId" UUID,
    "url" TEXT NOT NULL,
    "title" TEXT,
    "type" TEXT,

    CONSTRAINT "Link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "_ChangeToSystem" (
    "A" UUID NOT NULL,
    "B" UUID NOT NULL,

    CONSTRAINT "_ChangeToSystem_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ChangeToComponent" (
    "A" UUID NOT NULL,
    "B" UUID NOT NULL,

    CONSTRAINT "_ChangeToComponent_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ProcessToSystem" (
    "A" UUID NOT NULL,
    "B" UUID NOT NULL,

    CONSTRAINT "_ProcessToSystem_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_AgreementToSystem" (
    "A" UUID NOT NULL,
    "B" UUID NOT NULL,

    CONSTRAINT "_AgreementToSystem_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateIndex
CREATE UNIQUE INDEX "Change_lookup_key" ON "Change"("lookup");

-- CreateIndex
CREATE INDEX "Change_state_plannedStart_idx" ON "Change"("state", "plannedStart");

-- CreateIndex
CREATE INDEX "Change_requesterId_idx" ON "Change"("requesterId");

-- CreateIndex
CREATE INDEX "Change_title_id_idx" ON "Change"("title", "id");

-- CreateIndex
CREATE INDEX "Change_updatedAt_id_idx" ON "Change"("updatedAt", "id");

-- CreateIndex
CREATE INDEX "CodeReference_changeId_idx" ON "CodeReference"("changeId");

-- CreateIndex
CREATE INDEX "CodeReference_repositoryId_path_idx" ON "CodeReference"("repositoryId", "path");

-- CreateIndex
CREATE UNIQUE INDEX "Repository_lookup_key" ON "Repository"("lookup");

-- CreateIndex
CREATE INDEX "Repository_lookup_id_idx" ON "Repository"("lookup", "id");

-- CreateIndex
CREATE INDEX "Repository_updatedAt_id_idx" ON "Repository"("updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CodeownersFile_repositoryId_key" ON "CodeownersFile"("repositoryId");

-- CreateIndex
CREATE UNIQUE INDEX "OwnershipRule_codeownersFileId_position_key" ON "OwnershipRule"("codeownersFileId", "position");

-- CreateIndex
CREATE INDEX "CatalogEntity_recordKind_recordId_idx" ON "CatalogEntity"("recordKind", "recordId");

-- CreateIndex
CREATE UNIQUE INDEX "CatalogEntity_repositoryId_file_ref_key" ON "CatalogEntity"("repositoryId", "file", "ref");

-- CreateIndex
CREATE INDEX "SourceFinding_repositoryId_file_idx" ON "SourceFinding"("repositoryId", "file");

-- CreateIndex
CREATE INDEX "ImportSession_createdAt_idx" ON "ImportSession"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "ImportPiece_sessionId_position_key" ON "ImportPiece"("sessionId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Person_lookup_key" ON "Person"("lookup");

-- CreateIndex
CREATE INDEX "Person_name_id_idx" ON "Person"("name", "id");

-- CreateIndex
CREATE INDEX "Person_updatedAt_id_idx" ON "Person"("updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Team_lookup_key" ON "Team"("lookup");

-- CreateIndex
CREATE INDEX "Team_parentId_idx" ON "Team"("parentId");

-- CreateIndex
CREATE INDEX "Team_name_id_idx" ON "Team"("name", "id");

-- CreateIndex
CREATE INDEX "Team_updatedAt_id_idx" ON "Team"("updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Role_lookup_key" ON "Role"("lookup");

-- CreateIndex
CREATE INDEX "Role_name_id_idx" ON "Role"("name", "id");

-- CreateIndex
CREATE INDEX "Role_updatedAt_id_idx" ON "Role"("updatedAt", "id");

-- CreateIndex
CREATE INDEX "Membership_personId_idx" ON "Membership"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_teamId_personId_key" ON "Membership"("teamId", "personId");

-- CreateIndex
CREATE INDEX "Contact_personId_idx" ON "Contact"("personId");

-- CreateIndex
CREATE INDEX "Contact_teamId_idx" ON "Contact"("teamId");

-- CreateIndex
CREATE INDEX "Contact_externalPartyId_idx" ON "Contact"("externalPartyId");

-- CreateIndex
CREATE INDEX "Handle_personId_idx" ON "Handle"("personId");

-- CreateIndex
CREATE INDEX "Handle_teamId_idx" ON "Handle"("teamId");

-- CreateIndex
CREATE UNIQUE INDEX "Handle_host_handle_key" ON "Handle"("host", "handle");

-- CreateIndex
CREATE UNIQUE INDEX "Account_personId_key" ON "Account"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_issuer_subject_key" ON "Account"("issuer", "subject");

-- CreateIndex
CREATE INDEX "RoleAssignment_portfolioId_idx" ON "RoleAssignment"("portfolioId");

-- CreateIndex
CREATE INDEX "RoleAssignment_programId_idx" ON "RoleAssignment"("programId");

-- CreateIndex
CREATE INDEX "RoleAssignment_projectId_idx" ON "RoleAssignment"("projectId");

-- CreateIndex
CREATE INDEX "RoleAssignment_systemId_idx" ON "RoleAssignment"("systemId");

-- CreateIndex
CREATE INDEX "RoleAssignment_componentId_idx" ON "RoleAssignment"("componentId");

-- CreateIndex
CREATE INDEX "RoleAssignment_processId_idx" ON "RoleAssignment"("processId");

-- CreateIndex
CREATE INDEX "RoleAssignment_personId_idx" ON "RoleAssignment"("personId");

-- CreateIndex
CREATE INDEX "RoleAssignment_teamId_idx" ON "RoleAssignment"("teamId");

-- CreateIndex
CREATE INDEX "RoleAssignment_roleId_idx" ON "RoleAssignment"("roleId");

-- CreateIndex
CREATE UNIQUE INDEX "RoleAssignment_portfolio_one_open" ON "RoleAssignment"("portfolioId", "roleId") WHERE ("to" IS NULL AND "exclusive" AND NOT "deputy");

-- CreateIndex
CREATE UNIQUE INDEX "RoleAssignment_program_one_open" ON "RoleAssignment"("programId", "roleId") WHERE ("to" IS NULL AND "exclusive" AND NOT "deputy");

-- CreateIndex
CREATE UNIQUE INDEX "RoleAssignment_project_one_open" ON "RoleAssignment"("projectId", "roleId") WHERE ("to" IS NULL AND "exclusive" AND NOT "deputy");

-- CreateIndex
CREATE UNIQUE INDEX "RoleAssignment_system_one_open" ON "RoleAssignment"("systemId", "roleId") WHERE ("to" IS NULL AND "exclusive" AND NOT "deputy");

-- CreateIndex
CREATE UNIQUE INDEX "RoleAssignment_component_one_open" ON "RoleAssignment"("componentId", "roleId") WHERE ("to" IS NULL AND "exclusive" AND NOT "deputy");

-- CreateIndex
CREATE UNIQUE INDEX "RoleAssignment_process_one_open" ON "RoleAssignment"("processId", "roleId") WHERE ("to" IS NULL AND "exclusive" AND NOT "deputy");

-- CreateIndex
CREATE UNIQUE INDEX "Portfolio_lookup_key" ON "Portfolio"("lookup");

-- CreateIndex
CREATE INDEX "Portfolio_name_id_idx" ON "Portfolio"("name", "id");

-- CreateIndex
CREATE INDEX "Portfolio_updatedAt_id_idx" ON "Portfolio"("updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Program_lookup_key" ON "Program"("lookup");

-- CreateIndex
CREATE INDEX "Program_portfolioId_idx" ON "Program"("portfolioId");

-- CreateIndex
CREATE INDEX "Program_name_id_idx" ON "Program"("name", "id");

-- CreateIndex
CREATE INDEX "Program_updatedAt_id_idx" ON "Program"("updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Project_lookup_key" ON "Project"("lookup");

-- CreateIndex
CREATE INDEX "Project_programId_idx" ON "Project"("programId");

-- CreateIndex
CREATE INDEX "Project_name_id_idx" ON "Project"("name", "id");

-- CreateIndex
CREATE INDEX "Project_updatedAt_id_idx" ON "Project"("updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Process_lookup_key" ON "Process"("lookup");

-- CreateIndex
CREATE INDEX "Process_name_id_idx" ON "Process"("name", "id");

-- CreateIndex
CREATE INDEX "Process_updatedAt_id_idx" ON "Process"("updatedAt", "id");

-- CreateIndex
CREATE INDEX "ProcessExchange_sourceId_idx" ON "ProcessExchange"("sourceId");

-- CreateIndex
CREATE INDEX "ProcessExchange_processId_idx" ON "ProcessExchange"("processId");

-- CreateIndex
CREATE INDEX "KeyAlias_kind_recordId_idx" ON "KeyAlias"("kind", "recordId");

-- CreateIndex
CREATE UNIQUE INDEX "KeyAlias_kind_lookup_key" ON "KeyAlias"("kind", "lookup");

-- CreateIndex
CREATE INDEX "Revision_kind_recordId_at_idx" ON "Revision"("kind", "recordId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Revision_kind_recordId_revision_key" ON "Revision"("kind", "recordId", "revision");

-- CreateIndex
CREATE INDEX "AuditEvent_kind_recordId_idx" ON "AuditEvent"("kind", "recordId");

-- CreateIndex
CREATE INDEX "IdempotencyKey_createdAt_idx" ON "IdempotencyKey"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "IdempotencyKey_actorId_key_key" ON "IdempotencyKey"("actorId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "SearchEntry_kind_recordId_key" ON "SearchEntry"("kind", "recordId");

-- CreateIndex
CREATE UNIQUE INDEX "Agreement_lookup_key" ON "Agreement"("lookup");

-- CreateIndex
CREATE INDEX "Agreement_providerId_idx" ON "Agreement"("providerId");

-- CreateIndex
CREATE INDEX "Agreement_name_id_idx" ON "Agreement"("name", "id");

-- CreateIndex
CREATE INDEX "Agreement_updatedAt_id_idx" ON "Agreement"("updatedAt", "id");

-- CreateIndex
CREATE INDEX "ServiceLevelTarget_agreementId_idx" ON "ServiceLevelTarget"("agreementId");

-- CreateIndex
CREATE INDEX "ServiceLevelTarget_systemId_idx" ON "ServiceLevelTarget"("systemId");

-- CreateIndex
CREATE UNIQUE INDEX "System_lookup_key" ON "System"("lookup");

-- CreateIndex
CREATE INDEX "System_programId_idx" ON "System"("programId");

-- CreateIndex
CREATE INDEX "System_portfolioId_idx" ON "System"("portfolioId");

-- CreateIndex
CREATE INDEX "System_teamId_idx" ON "System"("teamId");

-- CreateIndex
CREATE INDEX "System_declaredOwnerTeamId_idx" ON "System"("declaredOwnerTeamId");

-- CreateIndex
CREATE INDEX "System_declaredOwnerPersonId_idx" ON "System"("declaredOwnerPersonId");

-- CreateIndex
CREATE INDEX "System_name_id_idx" ON "System"("name", "id");

-- CreateIndex
CREATE INDEX "System_updatedAt_id_idx" ON "System"("updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Component_lookup_key" ON "Component"("lookup");

-- CreateIndex
CREATE INDEX "Component_systemId_idx" ON "Component"("systemId");

-- CreateIndex
CREATE INDEX "Component_partOfId_idx" ON "Component"("partOfId");

-- CreateIndex
CREATE INDEX "Component_supplierId_idx" ON "Component"("supplierId");

-- CreateIndex
CREATE INDEX "Component_declaredOwnerTeamId_idx" ON "Component"("declaredOwnerTeamId");

-- CreateIndex
CREATE INDEX "Component_declaredOwnerPersonId_idx" ON "Component"("declaredOwnerPersonId");

-- CreateIndex
CREATE INDEX "Component_name_id_idx" ON "Component"("name", "id");

-- CreateIndex
CREATE INDEX "Component_updatedAt_id_idx" ON "Component"("updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ExternalParty_lookup_key" ON "ExternalParty"("lookup");

-- CreateIndex
CREATE INDEX "ExternalParty_name_id_idx" ON "ExternalParty"("name", "id");

-- CreateIndex
CREATE INDEX "ExternalParty_updatedAt_id_idx" ON "ExternalParty"("updatedAt", "id");

-- CreateIndex
CREATE INDEX "SystemDependency_sourceId_idx" ON "SystemDependency"("sourceId");

-- CreateIndex
CREATE INDEX "SystemDependency_systemId_idx" ON "SystemDependency"("systemId");

-- CreateIndex
CREATE INDEX "SystemDependency_externalPartyId_idx" ON "SystemDependency"("externalPartyId");

-- CreateIndex
CREATE INDEX "ComponentDependency_sourceId_idx" ON "ComponentDependency"("sourceId");

-- CreateIndex
CREATE INDEX "ComponentDependency_componentId_idx" ON "ComponentDependency"("componentId");

-- CreateIndex
CREATE INDEX "ComponentDependency_systemId_idx" ON "ComponentDependency"("systemId");

-- CreateIndex
CREATE INDEX "ComponentDependency_externalPartyId_idx" ON "ComponentDependency"("externalPartyId");

-- CreateIndex
CREATE INDEX "ComponentInterface_componentId_idx" ON "ComponentInterface"("componentId");

-- CreateIndex
CREATE INDEX "ComponentInterface_apiId_idx" ON "ComponentInterface"("apiId");

-- CreateIndex
CREATE INDEX "CodeLocation_componentId_idx" ON "CodeLocation"("componentId");

-- CreateIndex
CREATE INDEX "CodeLocation_repositoryId_path_idx" ON "CodeLocation"("repositoryId", "path");

-- CreateIndex
CREATE INDEX "Link_systemId_idx" ON "Link"("systemId");

-- CreateIndex
CREATE INDEX "Link_componentId_idx" ON "Link"("componentId");

-- CreateIndex
CREATE INDEX "_ChangeToSystem_B_index" ON "_ChangeToSystem"("B");

-- CreateIndex
CREATE INDEX "_ChangeToComponent_B_index" ON "_ChangeToComponent"("B");

-- CreateIndex
CREATE INDEX "_ProcessToSystem_B_index" ON "_ProcessToSystem"("B");

-- CreateIndex
CREATE INDEX "_AgreementToSystem_B_index" ON "_AgreementToSystem"("B");

-- AddForeignKey
ALTER TABLE "Change" ADD CONSTRAINT "Change_requesterId_fkey" FOREIGN KEY ("requesterId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CodeReference" ADD CONSTRAINT "CodeReference_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CodeReference" ADD CONSTRAINT "CodeReference_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CodeownersFile" ADD CONSTRAINT "CodeownersFile_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OwnershipRule" ADD CONSTRAINT "OwnershipRule_codeownersFileId_fkey" FOREIGN KEY ("codeownersFileId") REFERENCES "CodeownersFile"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CatalogEntity" ADD CONSTRAINT "CatalogEntity_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SourceFinding" ADD CONSTRAINT "SourceFinding_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportPiece" ADD CONSTRAINT "ImportPiece_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "ImportSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Team" ADD CONSTRAINT "Team_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_externalPartyId_fkey" FOREIGN KEY ("externalPartyId") REFERENCES "ExternalParty"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Handle" ADD CONSTRAINT "Handle_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Handle" ADD CONSTRAINT "Handle_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "Role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_portfolioId_fkey" FOREIGN KEY ("portfolioId") REFERENCES "Portfolio"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_programId_fkey" FOREIGN KEY ("programId") REFERENCES "Program"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_componentId_fkey" FOREIGN KEY ("componentId") REFERENCES "Component"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_processId_fkey" FOREIGN KEY ("processId") REFERENCES "Process"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Program" ADD CONSTRAINT "Program_portfolioId_fkey" FOREIGN KEY ("portfolioId") REFERENCES "Portfolio"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_programId_fkey" FOREIGN KEY ("programId") REFERENCES "Program"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProcessExchange" ADD CONSTRAINT "ProcessExchange_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Process"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProcessExchange" ADD CONSTRAINT "ProcessExchange_processId_fkey" FOREIGN KEY ("processId") REFERENCES "Process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceLevelTarget" ADD CONSTRAINT "ServiceLevelTarget_agreementId_fkey" FOREIGN KEY ("agreementId") REFERENCES "Agreement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceLevelTarget" ADD CONSTRAINT "ServiceLevelTarget_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "System" ADD CONSTRAINT "System_programId_fkey" FOREIGN KEY ("programId") REFERENCES "Program"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "System" ADD CONSTRAINT "System_portfolioId_fkey" FOREIGN KEY ("portfolioId") REFERENCES "Portfolio"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "System" ADD CONSTRAINT "System_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "System" ADD CONSTRAINT "System_declaredOwnerTeamId_fkey" FOREIGN KEY ("declaredOwnerTeamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "System" ADD CONSTRAINT "System_declaredOwnerPersonId_fkey" FOREIGN KEY ("declaredOwnerPersonId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Component" ADD CONSTRAINT "Component_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Component" ADD CONSTRAINT "Component_partOfId_fkey" FOREIGN KEY ("partOfId") REFERENCES "Component"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Component" ADD CONSTRAINT "Component_supplierId_fkey" FOREIGN KEY ("supplierId") REFERENCES "ExternalParty"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Component" ADD CONSTRAINT "Component_declaredOwnerTeamId_fkey" FOREIGN KEY ("declaredOwnerTeamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Component" ADD CONSTRAINT "Component_declaredOwnerPersonId_fkey" FOREIGN KEY ("declaredOwnerPersonId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SystemDependency" ADD CONSTRAINT "SystemDependency_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "System"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SystemDependency" ADD CONSTRAINT "SystemDependency_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SystemDependency" ADD CONSTRAINT "SystemDependency_externalPartyId_fkey" FOREIGN KEY ("externalPartyId") REFERENCES "ExternalParty"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComponentDependency" ADD CONSTRAINT "ComponentDependency_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Component"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComponentDependency" ADD CONSTRAINT "ComponentDependency_componentId_fkey" FOREIGN KEY ("componentId") REFERENCES "Component"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComponentDependency" ADD CONSTRAINT "ComponentDependency_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComponentDependency" ADD CONSTRAINT "ComponentDependency_externalPartyId_fkey" FOREIGN KEY ("externalPartyId") REFERENCES "ExternalParty"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComponentInterface" ADD CONSTRAINT "ComponentInterface_componentId_fkey" FOREIGN KEY ("componentId") REFERENCES "Component"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComponentInterface" ADD CONSTRAINT "ComponentInterface_apiId_fkey" FOREIGN KEY ("apiId") REFERENCES "Component"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CodeLocation" ADD CONSTRAINT "CodeLocation_componentId_fkey" FOREIGN KEY ("componentId") REFERENCES "Component"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CodeLocation" ADD CONSTRAINT "CodeLocation_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "Repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_componentId_fkey" FOREIGN KEY ("componentId") REFERENCES "Component"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ChangeToSystem" ADD CONSTRAINT "_ChangeToSystem_A_fkey" FOREIGN KEY ("A") REFERENCES "Change"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ChangeToSystem" ADD CONSTRAINT "_ChangeToSystem_B_fkey" FOREIGN KEY ("B") REFERENCES "System"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ChangeToComponent" ADD CONSTRAINT "_ChangeToComponent_A_fkey" FOREIGN KEY ("A") REFERENCES "Change"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ChangeToComponent" ADD CONSTRAINT "_ChangeToComponent_B_fkey" FOREIGN KEY ("B") REFERENCES "Component"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ProcessToSystem" ADD CONSTRAINT "_ProcessToSystem_A_fkey" FOREIGN KEY ("A") REFERENCES "Process"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ProcessToSystem" ADD CONSTRAINT "_ProcessToSystem_B_fkey" FOREIGN KEY ("B") REFERENCES "System"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_AgreementToSystem" ADD CONSTRAINT "_AgreementToSystem_A_fkey" FOREIGN KEY ("A") REFERENCES "Agreement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_AgreementToSystem" ADD CONSTRAINT "_AgreementToSystem_B_fkey" FOREIGN KEY ("B") REFERENCES "System"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Below stands what a Prisma schema can not say.

-- Numbers of the change register: CHG-1001 and on, never used again.
CREATE SEQUENCE "change_number" START WITH 1001;

-- A role is held on exactly one record by exactly one holder, for a period that is not empty.
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_one_scope"
  CHECK (num_nonnulls("portfolioId", "programId", "projectId", "systemId", "componentId", "processId") = 1);
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_one_holder" CHECK (num_nonnulls("personId", "teamId") = 1);
ALTER TABLE "RoleAssignment" ADD CONSTRAINT "RoleAssignment_period" CHECK ("to" IS NULL OR "to" > "from");
ALTER TABLE "System" ADD CONSTRAINT "System_one_parent" CHECK (num_nonnulls("programId", "portfolioId") <= 1);

-- An import writes records that refer to each other in circles; its transaction defers these checks to its end.
DO $$
DECLARE
  foreign_key record;
BEGIN
  FOR foreign_key IN
    SELECT conrelid::regclass AS owner, conname AS name
    FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY IMMEDIATE', foreign_key.owner, foreign_key.name);
  END LOOP;
END
$$;
