import { normalizePath } from '@steward/domain/code/repository-path.ts';
import type { ErrorPolicy } from '@steward/domain/exchange/records/types.ts';
import { type StagedPiece, stagedPieceSchema } from '@steward/domain/exchange/staged-piece.ts';
import { unstorablePlace, unstorableText } from '@steward/domain/exchange/unstorable.ts';
import { type FieldIssue, isPlainText } from '@steward/domain/record/field.ts';
import { normalizeKey } from '@steward/domain/record/key.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import { mostPieceBytes, mostPiecesAtOnce, type SessionOptions } from './import-session.ts';

export interface StageInput {
  session?: string | null;
  repository?: string | null;
  commit?: string | null;
  registered?: boolean | null;
  prune?: boolean | null;
  scope?: SessionOptions['scope'] | null;
  errorPolicy?: ErrorPolicy | null;
  pieces: readonly string[];
  idempotencyKey?: string | null;
}

export type ReadStage =
  | { ok: true; options: SessionOptions; pieces: readonly StagedPiece[] }
  | { ok: false; issues: readonly FieldIssue[] };

/** Checks what a stage brings: all that is wrong comes at once, each piece under its position. */
export function readStage(input: StageInput): ReadStage {
  const issues: FieldIssue[] = [];
  const content = input.repository == null ? 'RECORDS' : 'FILES';
  const key =
    content === 'FILES'
      ? normalizeKey(kindNamed('Repository').key, input.repository ?? '')
      : ({ ok: true, key: '' } as const);
  if (!key.ok) issues.push({ path: ['repository'], message: key.message });
  const commit = input.commit?.trim() || null;
  if (commit && (commit.length > 200 || !isPlainText(commit)))
    issues.push({ path: ['commit'], message: 'must be one line of at most 200 characters' });
  if (input.pieces.length > mostPiecesAtOnce)
    issues.push({
      path: ['pieces'],
      message: `may hold ${mostPiecesAtOnce} pieces, not ${input.pieces.length}: stage them in several requests`,
    });
  const read = input.pieces.slice(0, mostPiecesAtOnce).map(readPiece);
  const pieces = read.flatMap((piece, index) => {
    const message = !piece.ok
      ? piece.message
      : (piece.piece.format === 'RECORDS') !== (content === 'RECORDS')
        ? 'does not go with the others: name the repository for files of one, and none for records'
        : null;
    if (piece.ok && message === null) return [piece.piece];
    issues.push({ path: ['pieces', index], message: message ?? '' });
    return [];
  });
  if (issues.length > 0 || !key.ok) return { ok: false, issues };
  const options: SessionOptions = {
    repository: key.key,
    commit,
    registeredOnly: input.registered ?? false,
    prune: input.prune ?? false,
    scope: input.scope ?? 'FILES',
    content,
    errorPolicy: input.errorPolicy ?? 'REJECT_ALL',
    pieces: input.pieces.length,
    bytes: input.pieces.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
  };
  return { ok: true, options, pieces };
}

function readPiece(text: string): { ok: true; piece: StagedPiece } | { ok: false; message: string } {
  const bytes = Buffer.byteLength(text);
  if (bytes > mostPieceBytes)
    return {
      ok: false,
      message: `has ${bytes} bytes, and ${mostPieceBytes} are allowed: cut it into several`,
    };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, message: 'is not JSON' };
  }
  const odd = mayHoldUnstorable(text);
  const place = odd ? unstorableIn(value) : null;
  if (place) return { ok: false, message: `${unstorableText} in ${place.join('.')}: take it out` };
  const parsed = stagedPieceSchema.safeParse(odd ? storable(value) : value);
  if (parsed.success) {
    const path = normalizePath(parsed.data.piece.file);
    return path.ok
      ? { ok: true, piece: parsed.data }
      : { ok: false, message: `is of no file: ${path.message}` };
  }
  const [first] = parsed.error.issues;
  const at = first && first.path.length > 0 ? `${first.path.map(String).join('.')}: ` : '';
  return { ok: false, message: `is no piece of an import: ${at}${first?.message ?? 'it has another shape'}` };
}

/** Zero characters and half characters stand in JSON as escapes; a half one may stand by itself too. */
const mayHoldUnstorable = (text: string): boolean =>
  /\\u(?:0000|d[89a-f])/i.test(text) || !text.isWellFormed();

/** The first text from the file itself that no column takes. */
function unstorableIn(value: unknown): string[] | null {
  const { piece } = (value ?? {}) as { piece?: Record<string, unknown> };
  const { findings: _findings, broken: _broken, ...content } = piece ?? {};
  return unstorablePlace(content);
}

/** What a reader says about a file may quote half a character of it, which becomes the replacement character. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '\ufffd');
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [storable(name) as string, storable(inner)]),
  );
}
