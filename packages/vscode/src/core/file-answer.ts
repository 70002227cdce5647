import type { FileCodeowners, FileContext, OwnerAnswer } from '@steward/domain/code/file-context.ts';
import type { Holder } from '@steward/domain/code/repository-index.ts';
import { addressInside, type FileAddress } from './file-address.ts';
import type { ServerSide } from './server-side.ts';

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
  | { state: 'SILENT'; repository: KnownRepository; server: ServerSide }
  /** Neither place nor host say how the CODEOWNERS is to be read, and the two ways give different owners. */
  | { state: 'DIALECT_OPEN'; repository: KnownRepository; server: ServerSide; file: string }
  /** The working copy's own CODEOWNERS, because no server has told about the repository. */
  | FromCodeowners
  /** What a server has told, with the working copy's own CODEOWNERS in place of the indexed one. */
  | FromServer;

export interface FromCodeowners {
  state: 'FROM_CODEOWNERS';
  repository: KnownRepository;
  server: ServerSide;
  context: FileContext;
  /** Path of the CODEOWNERS file. */
  file: string;
}

export interface FromServer {
  state: 'KNOWN';
  repository: KnownRepository;
  server: ServerSide;
  context: FileContext;
  /** The rules of the working copy's CODEOWNERS are others than those that the server has. */
  codeownersDiffers: boolean;
  /** Everybody that the index names, by id. */
  holders: ReadonlyMap<string, Holder>;
}

/** The owners that count: those of the first source that names any. */
export function decidingOwners(answer: FileAnswer): readonly OwnerAnswer[] {
  if (answer.state !== 'FROM_CODEOWNERS' && answer.state !== 'KNOWN') return [];
  const { owner, owners } = answer.context;
  return owners.filter(({ source }) => source === owner?.source);
}

/** A holder by the name people use, else as the file writes it. */
export const ownerName = ({ holder, handle }: OwnerAnswer): string => holder?.name ?? handle ?? '';

export const ownersOf = (answer: FileAnswer): string[] => decidingOwners(answer).map(ownerName);

/** The section to show first: the first that gives an owner, else the first that answers. */
export function decidingSection({ codeowners }: FileContext): FileCodeowners | undefined {
  return codeowners.find(({ state, optional }) => state === 'OWNED' && !optional) ?? codeowners[0];
}

/** The file and line that decide, to be opened; the line is counted from 1. Undefined where no file decides. */
export function decidingPlace(answer: FileAnswer): { file: FileAddress; line: number } | undefined {
  switch (answer.state) {
    case 'DIALECT_OPEN':
      return { file: addressInside(answer.repository.root, answer.file), line: 1 };
    case 'FROM_CODEOWNERS': {
      const line = decidingSection(answer.context)?.rule?.line ?? 1;
      return { file: addressInside(answer.repository.root, answer.file), line };
    }
    case 'KNOWN': {
      const { owner } = answer.context;
      const place =
        owner?.source === 'CODEOWNERS' || !owner ? decidingSection(answer.context)?.rule : owner.decidedBy;
      return place && place.repository === answer.context.repository?.key
        ? { file: addressInside(answer.repository.root, place.file), line: place.line }
        : undefined;
    }
    default:
      return undefined;
  }
}
