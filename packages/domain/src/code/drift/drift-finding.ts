/** Where something is said about a record. */
export type DriftSource = 'RECORD' | 'CATALOG_INFO' | 'CODEOWNERS' | 'GIT_HISTORY';

/**
 * OWNER_DIFFERS: two sources name different owners. OWNER_UNKNOWN: the same, and nobody known has the name that one of
 * them writes. OWNER_INACTIVE: nobody of the owner worked on the code. FIELD_DIFFERS: a file says something else than
 * the record.
 */
export type DriftCode = 'OWNER_DIFFERS' | 'OWNER_UNKNOWN' | 'OWNER_INACTIVE' | 'FIELD_DIFFERS';

export interface DriftLocation {
  readonly repository: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly commit: string | null;
}

/** What one source says. */
export interface DriftSide {
  readonly source: DriftSource;
  /** As it is written there, or as people read it. */
  readonly value: string;
  /** Null for what stands on no line: a record, a history. */
  readonly location: DriftLocation | null;
}

/** One thing that two sources say differently. Which of them is right is for people to say. */
export interface DriftFinding {
  readonly code: DriftCode;
  /** Kind and key of the record, such as `Component`. */
  readonly kind: string;
  readonly key: string;
  /** The field of the record, or `owner`. */
  readonly field: string;
  /** The side that decides first. */
  readonly sides: readonly [DriftSide, DriftSide];
  /** What differs and how to mend it, read on from the name of the record. */
  readonly message: string;
}

/** Where a side stands, as people read it. */
export function sideText({ source, value, location }: DriftSide): string {
  const where = location ? `${location.file}:${location.line}` : sourceNames[source];
  return `${where} says ${value}`;
}

const sourceNames: Readonly<Record<DriftSource, string>> = {
  RECORD: 'the record',
  CATALOG_INFO: 'the catalog file',
  CODEOWNERS: 'the CODEOWNERS file',
  GIT_HISTORY: 'the history',
};

/** By kind, key, field and place, so that equal findings stand in an equal order everywhere. */
export function compareDrift(a: DriftFinding, b: DriftFinding): number {
  const text = ({ kind, key, field, code, sides }: DriftFinding) =>
    [kind, key, field, code, ...sides.map(({ location }) => location?.file ?? '')].join('\0');
  const line = ({ sides }: DriftFinding) => sides[1].location?.line ?? 0;
  const [one, other] = [text(a), text(b)];
  return one < other ? -1 : one > other ? 1 : line(a) - line(b);
}
