-- AlterTable
ALTER TABLE "Change" ADD COLUMN     "confidential" BOOLEAN NOT NULL DEFAULT false;
