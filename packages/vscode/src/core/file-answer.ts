import type { FileCodeowners, FileContext } from '@steward/domain/code/file-context.ts';
import { addressInside, type FileAddress } from './file-address.ts';

/** A repository of the opened folders. */
export interface KnownRepository {
  root: FileAddress;
  /** host/path, such as `github.com/acme/pay`; undefined where nothing gives one. */
  key: string | undefined;
}

/** What is known about one file. */
export type FileAnswer =
  /** It lies in no opened folder. */
  | { state: 'OUTSIDE' }
  /** The folders are being read. */
  | { state: 'LOADING' }
  /** Its repository has no CODEOWNERS and no server knows it: nothing is claimed. */
  | { state: 'SILENT'; repository: KnownRepository }
  /** Neither place nor host say how the CODEOWNERS is to be read, and the two ways give different owners. */
  | { state: 'DIALECT_OPEN'; repository: KnownRepository; file: string }
  /** The working copy's own CODEOWNERS, without any server. */
  | { state: 'FROM_CODEOWNERS'; repository: KnownRepository; context: FileContext; file: string };

/** Owners as they are written where they are decided. */
export function ownersOf(answer: FileAnswer): string[] {
  if (answer.state !== 'FROM_CODEOWNERS') return [];
  return answer.context.owners.flatMap(({ handle, holder }) => holder?.name ?? handle ?? []);
}

/** The section to show first: the first that gives an owner, else the first that answers. */
export function decidingSection({ codeowners }: FileContext): FileCodeowners | undefined {
  return codeowners.find(({ state, optional }) => state === 'OWNED' && !optional) ?? codeowners[0];
}

/** The file and line that decide, to be opened; the line is counted from 1. */
export function decidingPlace(answer: FileAnswer): { file: FileAddress; line: number } | undefined {
  if (answer.state !== 'FROM_CODEOWNERS' && answer.state !== 'DIALECT_OPEN') return undefined;
  const line = answer.state === 'FROM_CODEOWNERS' ? decidingSection(answer.context)?.rule?.line : undefined;
  return { file: addressInside(answer.repository.root, answer.file), line: line ?? 1 };
}
