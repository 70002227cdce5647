-- AlterTable
ALTER TABLE "OutboxEvent" ADD COLUMN     "transaction" xid8 NOT NULL DEFAULT pg_current_xact_id();

-- CreateTable
CREATE TABLE "FeedEpoch" (
    "id" UUID NOT NULL,
    "single" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "FeedEpoch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "FeedEpoch_single_key" ON "FeedEpoch"("single");

-- CreateIndex
CREATE INDEX "OutboxEvent_transaction_id_idx" ON "OutboxEvent"("transaction", "id");
