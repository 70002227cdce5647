import type { ImportSource, PlanAction } from '@steward/domain/exchange/plan/types.ts';
import type { ErrorPolicy } from '@steward/domain/exchange/records/types.ts';

/** Milliseconds for which a session may be used after its first stage. */
export const sessionLifeMs = 24 * 60 * 60 * 1000;

/** Bytes of one staged piece, in UTF-8. */
export const mostPieceBytes = 900_000;
/** Pieces in one request. */
export const mostPiecesAtOnce = 1_000;
/** Bytes of all pieces of a session. */
export const mostSessionBytes = 200_000_000;

/** What a session is about, fixed by its first stage, and how much was staged. */
export interface SessionOptions extends ImportSource {
  /** FILES of a repository, or RECORDS of a whole portfolio; then there is no repository. */
  readonly content: 'FILES' | 'RECORDS';
  /** What becomes of records when a line is wrong. */
  readonly errorPolicy: ErrorPolicy;
  readonly pieces: number;
  readonly bytes: number;
}

/** What is kept of a plan: what people read, and a digest that tells whether planning again gives the same. */
export interface PlanSummary {
  readonly counts: Readonly<Record<PlanAction, number>>;
  readonly rows: number;
  readonly findings: number;
  /** How many things applying it writes. */
  readonly writes: number;
  readonly digest: string;
  readonly plannedAt: string;
}

export interface ImportSessionRow {
  readonly id: string;
  readonly options: SessionOptions;
  /** Null until it is planned, and after more was staged. */
  readonly plan: PlanSummary | null;
  readonly createdAt: Date;
  readonly appliedAt: Date | null;
}

export const expiresAt = (session: Pick<ImportSessionRow, 'createdAt'>): Date =>
  new Date(session.createdAt.getTime() + sessionLifeMs);
