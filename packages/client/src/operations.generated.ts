/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a CODEOWNERS file says about a path */
export type CodeownersState =
  /** The deciding rule names nobody and so clears what rules above it gave */
  | 'CLEARED'
  /** An exclusion takes the path out of its section */
  | 'EXCLUDED'
  /** The deciding rule names owners */
  | 'OWNED'
  /** No rule matches the path */
  | 'UNMATCHED';

/** Whether the repository of a file is known */
export type FileContextState =
  /** The repository has been added */
  | 'KNOWN'
  /** Nobody has added the repository, or the viewer may not see it */
  | 'REPOSITORY_UNKNOWN';

/** Where an owner of a file is named */
export type OwnerSource =
  /** The catalog-info.yaml that declares the component names it */
  | 'CATALOG_INFO'
  /** The deciding rule of the CODEOWNERS file names it */
  | 'CODEOWNERS'
  /** Somebody holds the role of owner on the component */
  | 'RECORD'
  /** The System Owner of the system that the file belongs to */
  | 'SYSTEM';

/** What a request for an index found */
export type RepositoryIndexState =
  /** The index is given */
  | 'CURRENT'
  /** Nobody has added the repository, or the viewer may not see it */
  | 'REPOSITORY_UNKNOWN'
  /** The index is still the one that the caller has */
  | 'UNCHANGED';

export type FileOwnersQueryVariables = Exact<{
  repository: string;
  paths: Array<string> | string;
}>;


export type FileOwnersQuery = { fileContext: Array<{ path: string, state: FileContextState, component: { key: string, name: string } | null, system: { key: string, name: string } | null, accountable: { person: { key: string, name: string } | null, team: { key: string, name: string } | null } | null, owner: { source: OwnerSource, handle: string | null, decidedBy: { file: string, line: number } | null, holder:
        | { __typename: 'Person', key: string, name: string }
        | { __typename: 'Team', key: string, name: string }
       | null } | null, owners: Array<{ source: OwnerSource, handle: string | null, decidedBy: { file: string, line: number } | null, holder:
        | { __typename: 'Person', key: string, name: string }
        | { __typename: 'Team', key: string, name: string }
       | null }>, codeowners: Array<{ section: string, state: CodeownersState, optional: boolean, approvals: number | null, owners: Array<{ handle: string | null }>, rule: { file: string, line: number, pattern: string | null } | null }> }> };

export type OwnerFragment = { source: OwnerSource, handle: string | null, decidedBy: { file: string, line: number } | null, holder:
    | { __typename: 'Person', key: string, name: string }
    | { __typename: 'Team', key: string, name: string }
   | null };

export type RepositoryIndexQueryVariables = Exact<{
  repository: string;
  knownRevision?: string | null | undefined;
}>;


export type RepositoryIndexQuery = { repositoryIndex: { state: RepositoryIndexState, revision: string | null, index: unknown } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const OwnerFragmentDoc = new TypedDocumentString(`
    fragment Owner on OwnerAnswer {
  source
  handle
  decidedBy {
    file
    line
  }
  holder {
    __typename
    ... on Person {
      key
      name
    }
    ... on Team {
      key
      name
    }
  }
}
    `, {"fragmentName":"Owner"}) as unknown as TypedDocumentString<OwnerFragment, unknown>;
export const FileOwnersDocument = new TypedDocumentString(`
    query FileOwners($repository: String!, $paths: [String!]!) {
  fileContext(repository: $repository, paths: $paths) {
    path
    state
    component {
      key
      name
    }
    system {
      key
      name
    }
    accountable {
      person {
        key
        name
      }
      team {
        key
        name
      }
    }
    owner {
      ...Owner
    }
    owners {
      ...Owner
    }
    codeowners {
      section
      state
      optional
      approvals
      owners {
        handle
      }
      rule {
        file
        line
        pattern
      }
    }
  }
}
    fragment Owner on OwnerAnswer {
  source
  handle
  decidedBy {
    file
    line
  }
  holder {
    __typename
    ... on Person {
      key
      name
    }
    ... on Team {
      key
      name
    }
  }
}`) as unknown as TypedDocumentString<FileOwnersQuery, FileOwnersQueryVariables>;
export const RepositoryIndexDocument = new TypedDocumentString(`
    query RepositoryIndex($repository: String!, $knownRevision: String) {
  repositoryIndex(repository: $repository, knownRevision: $knownRevision) {
    state
    revision
    index
  }
}
    `) as unknown as TypedDocumentString<RepositoryIndexQuery, RepositoryIndexQueryVariables>;
