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

/** What kind of failure an error is */
export type ErrorCode =
  /** Something in the input is wrong; the message says what and how to mend it */
  | 'BAD_USER_INPUT'
  /** Somebody else changed the record since it was read */
  | 'CONFLICT'
  /** The actor may not do this */
  | 'FORBIDDEN'
  /** Something unexpected went wrong; the request id finds it in the log */
  | 'INTERNAL_SERVER_ERROR'
  /** There is no such record, or the actor may not see it */
  | 'NOT_FOUND'
  /** The server does not know a document of this id */
  | 'PERSISTED_DOCUMENT_UNKNOWN'
  /** The document asks for more than one request may cost */
  | 'QUERY_TOO_COMPLEX'
  /** Too many requests; the answer says when to try again */
  | 'RATE_LIMITED'
  /** The record is in a state that does not allow this */
  | 'STATE'
  /** No valid token came with the request */
  | 'UNAUTHENTICATED'
  /** The server can not answer now; the same request may succeed later */
  | 'UNAVAILABLE';

/** Whether the repository of a file is known */
export type FileContextState =
  /** The repository has been added */
  | 'KNOWN'
  /** Nobody has added the repository, or the viewer may not see it */
  | 'REPOSITORY_UNKNOWN';

/** Which way trouble is followed */
export type ImpactDirection =
  /** What suffers when the start is down */
  | 'DOWNSTREAM'
  /** What makes the start suffer when it is down */
  | 'UPSTREAM';

/** How two records hang together */
export type ImpactEdgeKind =
  /** A component consumes an interface */
  | 'CONSUMES'
  /** One needs the other and is down with it */
  | 'DEPENDS_ON_HARD'
  /** One uses the other and goes on without it */
  | 'DEPENDS_ON_SOFT'
  /** One is a part of the other */
  | 'PART_OF'
  /** A component provides an interface */
  | 'PROVIDES';

/** How hard something is hit */
export type ImpactStrength =
  /** It is down as well while the cause lasts */
  | 'HARD'
  /** It goes on, perhaps with less to offer */
  | 'SOFT';

/** What an import does about one entity, one record or one file, or why it does nothing */
export type ImportAction =
  /** The record is gone from its source and is put away */
  | 'ARCHIVE'
  /** Somebody else wrote it, and that stays; the reason says what and where */
  | 'CONFLICT'
  /** A new record is made */
  | 'CREATE'
  /** Nothing is written, and a person should look at it */
  | 'FINDING'
  /** Everything is so already */
  | 'KEEP'
  /** It breaks the format and is left out */
  | 'REFUSE'
  /** It becomes no record, or another file counts */
  | 'SKIP'
  /** Fields of the record are written */
  | 'UPDATE';

/** What the mutation importApply takes */
export type ImportApplyInput = {
  /** A new random text for each call, at most 200 characters; the same text again gives the first answer again */
  idempotencyKey?: string | null | undefined;
  /** Why, for the history; entity and file when left out */
  reason?: string | null | undefined;
  /** The session, as importStage gave it */
  session: string | number;
  /** True to run every check and write nothing */
  validateOnly?: boolean | null | undefined;
};

/** How much a finding of an import matters */
export type ImportFindingSeverity =
  /** Something was left out */
  | 'error'
  /** It went in and was kept as it stands */
  | 'info'
  /** It went in and is probably not what its author meant */
  | 'warning';

/** What the mutation importPlan takes */
export type ImportPlanInput = {
  /** A new random text for each call, at most 200 characters; the same text again gives the first answer again */
  idempotencyKey?: string | null | undefined;
  /** The session, as importStage gave it */
  session: string | number;
};

/** Which files of a repository an import has looked at */
export type ImportScope =
  /** Some of them; nothing is said about the others */
  | 'FILES'
  /** Every catalog and CODEOWNERS file of it, so that one that is missing is worth a finding */
  | 'REPOSITORY';

/** What the mutation importStage takes */
export type ImportStageInput = {
  /** The commit at which the files were read */
  commit?: string | null | undefined;
  /** A new random text for each call, at most 200 characters; the same text again gives the first answer again */
  idempotencyKey?: string | null | undefined;
  /** Pieces of files as JSON texts, at most 1000 a request and 900000 bytes each; docs/import.md says what a piece looks like */
  pieces: Array<string>;
  /** True to archive records whose entity is gone from its file, instead of reporting them */
  prune?: boolean | null | undefined;
  /** True to import only what the Location of the descriptor at the root of the repository names */
  registered?: boolean | null | undefined;
  /** Key of the repository the files are of, such as github.com/acme/pay */
  repository: string;
  /** Which files were looked at; FILES when left out */
  scope?: ImportScope | null | undefined;
  /** A session to add to; a new one is begun without it */
  session?: string | number | null | undefined;
};

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

/** What the mutation removeDemonstration takes */
export type RemoveDemonstrationInput = {
  /** A new random text for each call, at most 200 characters; the same text again gives the first answer again */
  idempotencyKey?: string | null | undefined;
  /** Why it is removed, for the audit */
  reason?: string | null | undefined;
  /** True to run every check and remove nothing */
  validateOnly?: boolean | null | undefined;
};

/** What a request for an index found */
export type RepositoryIndexState =
  /** The index is given */
  | 'CURRENT'
  /** Nobody has added the repository, or the viewer may not see it */
  | 'REPOSITORY_UNKNOWN'
  /** The index is still the one that the caller has */
  | 'UNCHANGED';

export type RemoveDemonstrationMutationVariables = Exact<{
  input: RemoveDemonstrationInput;
}>;


export type RemoveDemonstrationMutation = { removeDemonstration:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'RemoveDemonstrationPayload', removed: number }
    | { __typename: 'StateError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> }
   };

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

export type FindForImpactQueryVariables = Exact<{
  key: string;
}>;


export type FindForImpactQuery = { system: { __typename: 'System', id: string, key: string, name: string } | null, component: { __typename: 'Component', id: string, key: string, name: string } | null, externalParty: { __typename: 'ExternalParty', id: string, key: string, name: string } | null };

export type ImpactQueryVariables = Exact<{
  of: string | number;
  direction: ImpactDirection;
  maxDepth: number;
  first: number;
}>;


export type ImpactQuery = { impact: { total: number, truncated: boolean, deeper: boolean, results: Array<{ depth: number, strength: ImpactStrength, via: ImpactEdgeKind, reason: string, path: Array<string>, node:
        | { __typename: 'Component', key: string, name: string }
        | { __typename: 'ExternalParty', key: string, name: string }
        | { __typename: 'System', key: string, name: string }
       }> } | null };

export type StageImportMutationVariables = Exact<{
  input: ImportStageInput;
}>;


export type StageImportMutation = { importStage:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ImportStagePayload', session: { id: string } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'StateError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> }
   };

export type PlanImportMutationVariables = Exact<{
  input: ImportPlanInput;
}>;


export type PlanImportMutation = { importPlan:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ImportPlanPayload', session: { id: string, repository: string, plan: { writes: number, counts: Array<{ action: ImportAction, rows: number }> } | null } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'StateError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> }
   };

export type ImportRowsQueryVariables = Exact<{
  session: string | number;
  after?: string | null | undefined;
}>;


export type ImportRowsQuery = { importSession: { plan: { rows: { nodes: Array<{ action: ImportAction, kind: string | null, key: string | null, ref: string, file: string, line: number | null, doc: number | null, ownerRef: string | null, fields: Array<string>, reason: string, message: string, relations: Array<{ type: string, target: string }>, drift: Array<{ field: string, current: unknown, declared: unknown }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } | null };

export type ImportFindingsQueryVariables = Exact<{
  session: string | number;
  after?: string | null | undefined;
}>;


export type ImportFindingsQuery = { importSession: { plan: { findings: { nodes: Array<{ file: string, line: number | null, code: string, severity: ImportFindingSeverity, message: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } | null };

export type ApplyImportMutationVariables = Exact<{
  input: ImportApplyInput;
}>;


export type ApplyImportMutation = { importApply:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ImportApplyPayload', written: number, repository: { key: string } | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'StateError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> }
   };

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
export const RemoveDemonstrationDocument = new TypedDocumentString(`
    mutation RemoveDemonstration($input: RemoveDemonstrationInput!) {
  removeDemonstration(input: $input) {
    __typename
    ... on RemoveDemonstrationPayload {
      removed
    }
    ... on UserError {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveDemonstrationMutation, RemoveDemonstrationMutationVariables>;
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
export const FindForImpactDocument = new TypedDocumentString(`
    query FindForImpact($key: String!) {
  system(key: $key) {
    __typename
    id
    key
    name
  }
  component(key: $key) {
    __typename
    id
    key
    name
  }
  externalParty(key: $key) {
    __typename
    id
    key
    name
  }
}
    `) as unknown as TypedDocumentString<FindForImpactQuery, FindForImpactQueryVariables>;
export const ImpactDocument = new TypedDocumentString(`
    query Impact($of: ID!, $direction: ImpactDirection!, $maxDepth: Int!, $first: Int!) {
  impact(of: $of, direction: $direction, maxDepth: $maxDepth, first: $first) {
    total
    truncated
    deeper
    results {
      depth
      strength
      via
      reason
      path
      node {
        __typename
        ... on System {
          key
          name
        }
        ... on Component {
          key
          name
        }
        ... on ExternalParty {
          key
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImpactQuery, ImpactQueryVariables>;
export const StageImportDocument = new TypedDocumentString(`
    mutation StageImport($input: ImportStageInput!) {
  importStage(input: $input) {
    __typename
    ... on ImportStagePayload {
      session {
        id
      }
    }
    ... on UserError {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<StageImportMutation, StageImportMutationVariables>;
export const PlanImportDocument = new TypedDocumentString(`
    mutation PlanImport($input: ImportPlanInput!) {
  importPlan(input: $input) {
    __typename
    ... on ImportPlanPayload {
      session {
        id
        repository
        plan {
          writes
          counts {
            action
            rows
          }
        }
      }
    }
    ... on UserError {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<PlanImportMutation, PlanImportMutationVariables>;
export const ImportRowsDocument = new TypedDocumentString(`
    query ImportRows($session: ID!, $after: String) {
  importSession(id: $session) {
    plan {
      rows(first: 100, after: $after) {
        nodes {
          action
          kind
          key
          ref
          file
          line
          doc
          ownerRef
          relations {
            type
            target
          }
          fields
          drift {
            field
            current
            declared
          }
          reason
          message
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImportRowsQuery, ImportRowsQueryVariables>;
export const ImportFindingsDocument = new TypedDocumentString(`
    query ImportFindings($session: ID!, $after: String) {
  importSession(id: $session) {
    plan {
      findings(first: 100, after: $after) {
        nodes {
          file
          line
          code
          severity
          message
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImportFindingsQuery, ImportFindingsQueryVariables>;
export const ApplyImportDocument = new TypedDocumentString(`
    mutation ApplyImport($input: ImportApplyInput!) {
  importApply(input: $input) {
    __typename
    ... on ImportApplyPayload {
      written
      repository {
        key
      }
    }
    ... on UserError {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ApplyImportMutation, ApplyImportMutationVariables>;
export const RepositoryIndexDocument = new TypedDocumentString(`
    query RepositoryIndex($repository: String!, $knownRevision: String) {
  repositoryIndex(repository: $repository, knownRevision: $knownRevision) {
    state
    revision
    index
  }
}
    `) as unknown as TypedDocumentString<RepositoryIndexQuery, RepositoryIndexQueryVariables>;