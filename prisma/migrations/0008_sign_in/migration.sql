-- DropIndex
DROP INDEX "Account_personId_key";

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "claimsAt" TIMESTAMPTZ(3),
ADD COLUMN     "granted" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "Account_personId_idx" ON "Account"("personId");
