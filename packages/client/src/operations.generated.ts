/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What the mutation archiveServiceAccount takes */
export type ArchiveServiceAccountInput = {
  /** The revision that was read, counted from 1; the write is refused when there is a newer one. Null writes without this check */
  expectedRevision?: number | null | undefined;
  /** Opaque id of the service account; give it or the key */
  id?: string | number | null | undefined;
  /** A new random text for each write, at most 200 characters; the same text again gives the first answer again */
  idempotencyKey?: string | null | undefined;
  /** Key of the service account, or one it had before; give it or the id */
  key?: string | null | undefined;
  /** Why, for the history, at most 2000 characters */
  reason?: string | null | undefined;
  /** True to run every check and write nothing */
  validateOnly?: boolean | null | undefined;
};

/** A head of the audit log that was exported before */
export type AuditHeadInput = {
  /** Hash of the last of them, 64 hexadecimal digits */
  hash: string;
  /** How many entries the log had */
  number: number;
};

/** What was done to the audit log */
export type AuditProblemKind =
  /** An entry says something else than when it was written */
  | 'CHANGED'
  /** Entries are gone from the end */
  | 'CUT'
  /** An entry was put in */
  | 'INSERTED'
  /** An entry is gone from between the others */
  | 'REMOVED'
  /** An entry stands where another one stood */
  | 'REORDERED'
  /** The revision of which an entry speaks says something else than when it was written */
  | 'REVISION_CHANGED'
  /** A revision was put in of which no entry speaks */
  | 'REVISION_INSERTED'
  /** The revision of which an entry speaks is gone */
  | 'REVISION_REMOVED'
  /** The log was written anew: it is whole, and another one than when its head was exported */
  | 'REWRITTEN'
  /** Writes were kept out of the log */
  | 'UNCHAINED';

/** Where a change stands; from SUBMITTED to REVIEW it is open */
export type ChangeState =
  /** Being assessed for benefit, risk and impact */
  | 'ASSESSING'
  /** Allowed, without a date yet */
  | 'AUTHORIZED'
  /** Called off before it was carried out */
  | 'CANCELLED'
  /** Over, with its outcome recorded */
  | 'CLOSED'
  /** Being written; only its requester sees it */
  | 'DRAFT'
  /** Carried out, being watched */
  | 'IMPLEMENTED'
  /** Being carried out */
  | 'IMPLEMENTING'
  /** Not allowed by whoever had to authorise it */
  | 'REJECTED'
  /** Being reviewed afterwards */
  | 'REVIEW'
  /** Allowed, with its window */
  | 'SCHEDULED'
  /** Asked for, and waiting to be assessed */
  | 'SUBMITTED';

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

/** What the mutation createAccessToken takes */
export type CreateAccessTokenInput = {
  /** Days until it ends, 1 to 365; 90 when left out, or as long as the token that makes it */
  expiresInDays?: number | null | undefined;
  /** A new random text for each call, at most 200 characters; the same text again gives the first answer again */
  idempotencyKey?: string | null | undefined;
  /** What it is for, 1 to 100 characters */
  name: string;
  /** Key of another person for whom it acts; for administrators */
  person?: string | null | undefined;
  /** Why, for the audit */
  reason?: string | null | undefined;
  /** What it may be used for; READ alone when left out, and always among them */
  scopes?: Array<TokenScope> | null | undefined;
  /** Key of the service account for which it acts; for administrators */
  serviceAccount?: string | null | undefined;
  /** True to run every check and make nothing */
  validateOnly?: boolean | null | undefined;
};

/** What the mutation createServiceAccount takes */
export type CreateServiceAccountInput = {
  /** True when it may write every record, as an administrator may */
  administrator?: boolean | null | undefined;
  /** What it is for, and whom to ask about it */
  description?: string | null | undefined;
  /** A new random text for each write, at most 200 characters; the same text again gives the first answer again */
  idempotencyKey?: string | null | undefined;
  /** Key of the new service account; made of its name when left out */
  key?: string | null | undefined;
  /** The name that history shows for what it writes */
  name: string;
  /** Why, for the history, at most 2000 characters */
  reason?: string | null | undefined;
  /** True to run every check and write nothing */
  validateOnly?: boolean | null | undefined;
};

/** The way a write came in */
export type Door =
  /** A request to the API */
  | 'API'
  /** The command line */
  | 'CLI'
  /** The demonstration portfolio */
  | 'DEMO'
  /** The editor extension */
  | 'EDITOR'
  /** An import of files, through whichever client */
  | 'IMPORTER'
  /** The server itself */
  | 'SYSTEM';

/** What it is that two sources say differently */
export type DriftCode =
  /** A file says something else than a person wrote into the record */
  | 'FIELD_DIFFERS'
  /** They name different owners */
  | 'OWNER_DIFFERS'
  /** Nobody of the owner worked on the code in the window of the history */
  | 'OWNER_INACTIVE'
  /** They name different owners, and nobody here is known by the name that one of them writes */
  | 'OWNER_UNKNOWN';

/** Where something is said about a record */
export type DriftSource =
  /** The catalog-info.yaml that declares it */
  | 'CATALOG_INFO'
  /** The CODEOWNERS file of the repository its code lies in */
  | 'CODEOWNERS'
  /** The history of that repository */
  | 'GIT_HISTORY'
  /** The record itself, as people keep it */
  | 'RECORD';

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

/** What becomes of the lines of records when some of them are wrong */
export type ErrorPolicy =
  /** None is written */
  | 'REJECT_ALL'
  /** The wrong ones are left out, and those that name them; the others are written */
  | 'REJECT_FAILED';

/** Whether the repository of a file is known */
export type FileContextState =
  /** The repository has been added */
  | 'KNOWN'
  /** Nobody has added the repository, or the viewer may not see it */
  | 'REPOSITORY_UNKNOWN';

/** What the mutation handOverAllRoles takes */
export type HandOverAllRolesInput = {
  /** True to archive the person as well */
  archive?: boolean | null | undefined;
  /** The instant of the handover, UTC; now when left out. Roles may pass at a later one */
  at?: string | null | undefined;
  /** A new random text for each write, at most 200 characters; the same text again gives the first answer again */
  idempotencyKey?: string | null | undefined;
  /** True to take the person out of all teams at once */
  leaveTeams?: boolean | null | undefined;
  /** True when nobody takes over: the roles end and are vacant */
  leaveVacant?: boolean | null | undefined;
  /** Key of the person who leaves */
  person: string;
  /** Why, for the history, at most 2000 characters */
  reason?: string | null | undefined;
  /** Key of the person who takes over; give this, a team, or leaveVacant */
  toPerson?: string | null | undefined;
  /** Key of the team that takes over; give this, a person, or leaveVacant */
  toTeam?: string | null | undefined;
  /** True to run every check and write nothing */
  validateOnly?: boolean | null | undefined;
};

/** What was done with one thing that a leaver held */
export type HandOverOutcome =
  /** The person was archived */
  | 'ARCHIVED'
  /** The holding ended: the successor holds the role already, or it is left vacant */
  | 'ENDED'
  /** The successor holds the role from that instant on */
  | 'HANDED_OVER'
  /** The person was taken out of the team */
  | 'LEFT_TEAM';

/** A point in the history of a record; give one of the two */
export type HistoryPoint = {
  /** An instant: the revision that stood then */
  at?: string | null | undefined;
  /** Number of a revision, counted from 1 */
  revision?: number | null | undefined;
};

/** The way in which a person holds something */
export type HoldingType =
  /** Rules of a CODEOWNERS file name the person: change the file */
  | 'CODEOWNERS'
  /** A catalog file names the person as the owner: change the file */
  | 'DECLARED_OWNER'
  /** A place in a team; `handOverAllRoles` ends it when it is told to */
  | 'MEMBERSHIP'
  /** A change that the person asked for, and that is not over */
  | 'REQUESTED_CHANGE'
  /** A role that is held now or shall begin later; `handOverAllRoles` passes it on */
  | 'ROLE';

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

/** What the mutation importDiscard takes */
export type ImportDiscardInput = {
  /** A new random text for each call, at most 200 characters; the same text again gives the first answer again */
  idempotencyKey?: string | null | undefined;
  /** The session, as importStage gave it */
  session: string | number;
};

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
  /** What becomes of records when a line is wrong; REJECT_ALL when left out */
  errorPolicy?: ErrorPolicy | null | undefined;
  /** A new random text for each call, at most 200 characters; the same text again gives the first answer again */
  idempotencyKey?: string | null | undefined;
  /** Pieces of files as JSON texts, at most 1000 a request and 900000 bytes each; docs/import.md says what a piece looks like */
  pieces: Array<string>;
  /** True to archive records whose entity is gone from its file, instead of reporting them */
  prune?: boolean | null | undefined;
  /** True to import only what the Location of the descriptor at the root of the repository names */
  registered?: boolean | null | undefined;
  /** Key of the repository the files are of, such as github.com/acme/pay; left out for records of a whole portfolio */
  repository?: string | null | undefined;
  /** Which files were looked at; FILES when left out */
  scope?: ImportScope | null | undefined;
  /** A session to add to; a new one is begun without it */
  session?: string | number | null | undefined;
};

/** Where a system stands on its way from an idea to its end */
export type JourneyStage =
  /** Live for high-risk clients */
  | 'ENTERPRISE'
  /** Paused with a reason and a review date */
  | 'HOLD'
  /** An idea, described and sponsored */
  | 'IDEA'
  /** In use by named pilot clients */
  | 'PILOT'
  /** Live for low-risk clients */
  | 'PRODUCTION'
  /** Shown to be feasible */
  | 'PROOF_OF_CONCEPT'
  /** No longer in use */
  | 'RETIRED'
  /** Clients are leaving */
  | 'RETIRING';

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

/** Where a program or a project stands on its way */
export type ProgramStage =
  /** Work on its goal is under way */
  | 'ACTIVE'
  /** Over: its end is reached or was given up */
  | 'CLOSED'
  /** Handing over and finishing */
  | 'CLOSING'
  /** Being thought out; it may have no project yet */
  | 'CONCEPT';

/** What a record can be, such as a system, a team or a change */
export type RecordKind =
  /** A service level agreement: what was promised about which systems, to whom and for which period (agreement) */
  | 'Agreement'
  /** A request for change and what became of it (change) */
  | 'Change'
  /** A configuration item: a piece of software, a resource or an interface that a system is made of (component) */
  | 'Component'
  /** A supplier or service outside the organisation that something depends on (external party) */
  | 'ExternalParty'
  /** What OpenSLO files say beside objectives and indicators: services and alerting, kept as data (open slo object) */
  | 'OpenSloObject'
  /** A human being who holds roles, belongs to teams and asks for changes (person) */
  | 'Person'
  /** A set of programs and systems that one owner answers for (portfolio) */
  | 'Portfolio'
  /** A way of working with an owner and a manager, such as change management (process) */
  | 'Process'
  /** Related projects and systems that serve one goal (program) */
  | 'Program'
  /** Work with a beginning and an end that serves a program (project) */
  | 'Project'
  /** A write that somebody asks for who may not do it, and what was answered (proposal) */
  | 'Proposal'
  /** A repository of code, known by its host and path (repository) */
  | 'Repository'
  /** A role of the catalogue: what somebody answers for when they hold it (role) */
  | 'Role'
  /** A program that acts by itself, such as a pipeline; it holds access tokens and no roles (service account) */
  | 'ServiceAccount'
  /** A service level indicator: what is measured to know how well a service does (sli) */
  | 'Sli'
  /** A service level objective: how good a service shall be over which window (slo) */
  | 'Slo'
  /** What is run and answered for as one: an application, a service or a product (system) */
  | 'System'
  /** People who answer for something together (team) */
  | 'Team';

/** What a write did to a record */
export type RecordOperation =
  /** Put it away: it left the lists */
  | 'ARCHIVE'
  /** Gave somebody a role on it */
  | 'ASSIGN_ROLE'
  /** Made it, with its first revision */
  | 'CREATE'
  /** Ended a holding of a role on it */
  | 'END_ROLE'
  /** Ended one holding of a role on it and began the next */
  | 'HAND_OVER_ROLE'
  /** Brought it back */
  | 'RESTORE'
  /** Moved it to another state */
  | 'TRANSITION'
  /** Changed its fields */
  | 'UPDATE';

/** What a write does with a record */
export type RecordWriteAction =
  /** Puts it away: it leaves the lists, keeps its history and can be restored */
  | 'ARCHIVE'
  /** Gives somebody the `role` */
  | 'ASSIGN_ROLE'
  /** Makes it of `fields` */
  | 'CREATE'
  /** Ends a holding of the `role`; it is vacant from then on */
  | 'END_ROLE'
  /** Writes the fields of `revision` anew, as `restoreRevision` does */
  | 'FIELDS_OF_REVISION'
  /** Ends the open holding of the `role` and begins the next at that instant */
  | 'HAND_OVER_ROLE'
  /** Brings back what was archived */
  | 'RESTORE'
  /** Puts the roles held on it back to what they were in `revision` */
  | 'ROLES_OF_REVISION'
  /** Changes `fields` of it */
  | 'UPDATE';

/** One write of one record of any kind */
export type RecordWriteInput = {
  /** What is done with the record */
  action: RecordWriteAction;
  /** The revision that was read, counted from 1; refused when there is a newer one. Null writes without this check; of a new record it says nothing */
  expectedRevision?: number | null | undefined;
  /** JSON text of an object: fields by name, in the form of `RecordDocument.document`; for CREATE and UPDATE */
  fields?: string | null | undefined;
  /** Key of the record, or one it had before; of a new one it is made of its name when left out */
  key?: string | null | undefined;
  /** What the record is, such as a system or a team */
  kind: RecordKind;
  /** Number of an earlier revision, as `history` gives it, for the actions that go back to one */
  revision?: number | null | undefined;
  /** The holding that a role action is about */
  role?: RoleHoldingInput | null | undefined;
};

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

/** What the mutation restoreRevision takes */
export type RestoreRevisionInput = {
  /** The revision that was read, counted from 1; the write is refused when there is a newer one. Null writes without this check */
  expectedRevision?: number | null | undefined;
  /** A new random text for each write, at most 200 characters; the same text again gives the first answer again */
  idempotencyKey?: string | null | undefined;
  /** Key of the record, or one it had before */
  key: string;
  /** What the record is, such as a system or a team */
  kind: RecordKind;
  /** Why, for the history, at most 2000 characters */
  reason?: string | null | undefined;
  /** Number of the revision to go back to, as `history` gives it */
  revision: number;
  /** True to run every check and write nothing */
  validateOnly?: boolean | null | undefined;
};

/** What the mutation revokeAccessToken takes */
export type RevokeAccessTokenInput = {
  /** Which token: as `viewer { accessTokens }` and the making of it say */
  id: string | number;
  /** A new random text for each call, at most 200 characters; the same text again gives the first answer again */
  idempotencyKey?: string | null | undefined;
  /** Why, for the audit */
  reason?: string | null | undefined;
  /** True to run every check and revoke nothing */
  validateOnly?: boolean | null | undefined;
};

/** A person or a team, one of the two */
export type RoleHolderInput = {
  /** Key of the person */
  person?: string | null | undefined;
  /** Key of the team */
  team?: string | null | undefined;
};

/** Who is to hold which role, and when */
export type RoleHoldingInput = {
  /** The instant at which the holding begins or ends, UTC; now when left out */
  at?: string | null | undefined;
  /** True when it is the holding of somebody who stands in */
  deputy?: boolean | null | undefined;
  /** Key of the person who holds it; give a person or a team */
  person?: string | null | undefined;
  /** Whose holding a hand-over ends; needed where several hold the role */
  previous?: RoleHolderInput | null | undefined;
  /** Key of the role in the catalogue, such as system-owner */
  role: string;
  /** Key of the team that holds it; give a person or a team */
  team?: string | null | undefined;
  /** First instant after a holding that begins, UTC; open when left out */
  to?: string | null | undefined;
};

/** What an access token may be used for; it never gives more than its holder may do */
export type TokenScope =
  /** Manage access tokens, and what only administrators may do besides writing records, if its holder is one */
  | 'ADMIN'
  /** Ask for records and follow what is written; every token has it */
  | 'READ'
  /** Write the records that its holder may write */
  | 'WRITE';

/** What the mutation writeRecords takes */
export type WriteRecordsInput = {
  /** A new random text for each write, at most 200 characters; the same text again gives the first answer again */
  idempotencyKey?: string | null | undefined;
  /** Why, for the history, at most 2000 characters */
  reason?: string | null | undefined;
  /** True to run every check and write nothing */
  validateOnly?: boolean | null | undefined;
  /** The writes, 1 to 100, at most one for each record; all of them happen or none */
  writes: Array<RecordWriteInput>;
};

export type AuditHeadQueryVariables = Exact<{ [key: string]: never; }>;


export type AuditHeadQuery = { auditHead: { number: number, hash: string, at: string, statement: string, signature: string, publicKey: string } };

export type AuditCheckQueryVariables = Exact<{
  after?: string | null | undefined;
  head?: AuditHeadInput | null | undefined;
}>;


export type AuditCheckQuery = { auditCheck: { checked: number, endCursor: string | null, problem: { kind: AuditProblemKind, number: number, message: string } | null } };

export type ChangeGroupsQueryVariables = Exact<{
  open: Array<ChangeState> | ChangeState;
}>;


export type ChangeGroupsQuery = { open: { totalCount: number }, scheduled: { totalCount: number } };

export type ChangesInStatesQueryVariables = Exact<{
  states: Array<ChangeState> | ChangeState;
  first: number;
  after?: string | null | undefined;
}>;


export type ChangesInStatesQuery = { changes: { totalCount: number, nodes: Array<{ __typename: 'Change', id: string, key: string, title: string, viewerCanUpdate: boolean, state: ChangeState, plannedStart: string | null, plannedEnd: string | null, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, requester: { name: string } | null, codeReferences: Array<{ path: string, repository: { key: string } | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ChangedSystemsQueryVariables = Exact<{
  open: Array<ChangeState> | ChangeState;
  first: number;
  after?: string | null | undefined;
}>;


export type ChangedSystemsQuery = { changes: { totalCount: number, nodes: Array<{ systems: { nodes: Array<{ __typename: 'System', id: string, key: string, name: string, viewerCanUpdate: boolean, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, openChanges: { totalCount: number } }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ChangesOfSystemQueryVariables = Exact<{
  id: string | number;
  first: number;
  after?: string | null | undefined;
}>;


export type ChangesOfSystemQuery = { node:
    | { openChanges: { totalCount: number, nodes: Array<{ __typename: 'Change', id: string, key: string, title: string, viewerCanUpdate: boolean, state: ChangeState, plannedStart: string | null, plannedEnd: string | null, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, requester: { name: string } | null, codeReferences: Array<{ path: string, repository: { key: string } | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | Record<PropertyKey, never>
   | null };

export type TreeChangePageFragment = { totalCount: number, nodes: Array<{ __typename: 'Change', id: string, key: string, title: string, viewerCanUpdate: boolean, state: ChangeState, plannedStart: string | null, plannedEnd: string | null, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, requester: { name: string } | null, codeReferences: Array<{ path: string, repository: { key: string } | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } };

export type TreeChangeRowFragment = { __typename: 'Change', id: string, key: string, title: string, viewerCanUpdate: boolean, state: ChangeState, plannedStart: string | null, plannedEnd: string | null, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, requester: { name: string } | null, codeReferences: Array<{ path: string, repository: { key: string } | null }> };

export type ClaimViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ClaimViewerQuery = { viewer: { name: string, person: { key: string, name: string, handles: Array<{ host: string, handle: string }> } | null } };

export type ClaimTeamsQueryVariables = Exact<{
  person: string;
}>;


export type ClaimTeamsQuery = { holdings: { holdings: Array<{ type: HoldingType, key: string, name: string }> } | null };

export type ClaimHandlesQueryVariables = Exact<{
  person: string;
  team: string;
  isTeam: boolean;
}>;


export type ClaimHandlesQuery = { person?: { key: string, revision: number, handles: Array<{ host: string, handle: string }> } | null, team?: { key: string, revision: number, handles: Array<{ host: string, handle: string }> } | null };

type ClaimHolderHandles_Person_Fragment = { key: string, revision: number, handles: Array<{ host: string, handle: string }> };

type ClaimHolderHandles_Team_Fragment = { key: string, revision: number, handles: Array<{ host: string, handle: string }> };

export type ClaimHolderHandlesFragment =
  | ClaimHolderHandles_Person_Fragment
  | ClaimHolderHandles_Team_Fragment
;

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

export type DriftQueryVariables = Exact<{
  repository: string;
  session?: string | number | null | undefined;
}>;


export type DriftQuery = { drift: { total: number, repository: { key: string } | null, findings: Array<{ code: DriftCode, kind: RecordKind, key: string, field: string, message: string, sides: Array<{ source: DriftSource, value: string, location: { repository: string, file: string, line: number, commit: string | null } | null }> }> } | null };

export type RepositoryKeysQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type RepositoryKeysQuery = { repositories: { nodes: Array<{ key: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TellEventFragment = { cursor: string, kind: RecordKind, recordId: string, key: string, revision: number, operation: RecordOperation, at: string };

export type EventsSinceQueryVariables = Exact<{
  after?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type EventsSinceQuery = { eventsSince: { cursor: string, head: string, more: boolean, events: Array<{ cursor: string, kind: RecordKind, recordId: string, key: string, revision: number, operation: RecordOperation, at: string }> } };

export type EventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type EventsSubscription = { events: { cursor: string, kind: RecordKind, recordId: string, key: string, revision: number, operation: RecordOperation, at: string } };

export type ExportRecordsQueryVariables = Exact<{
  after?: string | null | undefined;
  kinds?: Array<RecordKind> | RecordKind | null | undefined;
}>;


export type ExportRecordsQuery = { exportRecords: { lines: Array<string>, endCursor: string | null } };

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

export type RecordHistoryQueryVariables = Exact<{
  kind: RecordKind;
  key: string;
  first: number;
  after?: string | null | undefined;
}>;


export type RecordHistoryQuery = { record: { kind: RecordKind, key: string, label: string, revision: number, history: { nodes: Array<{ revision: number, at: string, actor: string, door: Door, operation: RecordOperation, reason: string | null, changed: Array<string> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type CompareVersionsQueryVariables = Exact<{
  kind: RecordKind;
  key: string;
  from: HistoryPoint;
  to: HistoryPoint;
}>;


export type CompareVersionsQuery = { record: { key: string, label: string, revision: number, history: { nodes: Array<{ at: string }> } } | null, recordComparison: { from: { revision: number, at: string, actor: string }, to: { revision: number, at: string, actor: string }, changes: Array<{ field: string, row: string | null, before: unknown, after: unknown }> } | null };

export type ReadVersionQueryVariables = Exact<{
  kind: RecordKind;
  key: string;
  revision?: number | null | undefined;
  asOf?: string | null | undefined;
}>;


export type ReadVersionQuery = { record: { kind: RecordKind, id: string, key: string, label: string, revision: number, updatedAt: string, archivedAt: string | null, viewerCanUpdate: boolean, document: unknown } | null };

export type RestoreRevisionMutationVariables = Exact<{
  input: RestoreRevisionInput;
}>;


export type RestoreRevisionMutation = { restoreRevision:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string>, currentRevision: number | null, changedPaths: Array<string>, changedBy: string | null, changedAt: string | null }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'RestoreRevisionPayload', changed: Array<string>, record: { kind: RecordKind, id: string, key: string, label: string, revision: number, updatedAt: string, archivedAt: string | null, viewerCanUpdate: boolean, document: unknown } | null }
    | { __typename: 'StateError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string>, issues: Array<{ path: Array<string>, message: string }> }
   };

export type RevisionLineFragment = { revision: number, at: string, actor: string, door: Door, operation: RecordOperation, reason: string | null, changed: Array<string> };

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
    | { __typename: 'ImportPlanPayload', session: { id: string, repository: string | null, plan: { writes: number, counts: Array<{ action: ImportAction, rows: number }> } | null } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'StateError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> }
   };

export type ImportRowLinesQueryVariables = Exact<{
  session: string | number;
  after?: string | null | undefined;
}>;


export type ImportRowLinesQuery = { importSession: { plan: { rowLines: { lines: Array<string>, endCursor: string | null } } | null } | null };

export type ImportFindingLinesQueryVariables = Exact<{
  session: string | number;
  after?: string | null | undefined;
}>;


export type ImportFindingLinesQuery = { importSession: { plan: { findingLines: { lines: Array<string>, endCursor: string | null } } | null } | null };

export type DiscardImportMutationVariables = Exact<{
  input: ImportDiscardInput;
}>;


export type DiscardImportMutation = { importDiscard:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ImportDiscardPayload' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'StateError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> }
   };

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

export type HoldingsQueryVariables = Exact<{
  person: string;
  first: number;
}>;


export type HoldingsQuery = { person: { key: string, name: string, archivedAt: string | null } | null, holdings: { total: number, truncated: boolean, holdings: Array<{ type: HoldingType, kind: RecordKind, key: string, name: string, role: string | null, roleKey: string | null, deputy: boolean, from: string | null, to: string | null, rules: number | null, place: { repository: string, file: string, line: number } | null }> } | null };

export type HandOverAllRolesMutationVariables = Exact<{
  input: HandOverAllRolesInput;
}>;


export type HandOverAllRolesMutation = { handOverAllRoles:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'HandOverAllRolesPayload', steps: Array<{ outcome: HandOverOutcome, kind: RecordKind, key: string, name: string, role: string | null, deputy: boolean, revision: number }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'StateError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> }
   };

export type NamedHoldersQueryVariables = Exact<{
  host: string;
  names: Array<string> | string;
}>;


export type NamedHoldersQuery = { namedHolders: Array<{ name: string, holder:
      | { __typename: 'Person', id: string, key: string, name: string, activityOptOut: boolean }
      | { __typename: 'Team', id: string, key: string, name: string }
     | null }> };

export type TreeRootsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  groups: boolean;
  archived: boolean;
}>;


export type TreeRootsQuery = { portfolios: { totalCount: number, nodes: Array<{ __typename: 'Portfolio', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, purpose: string | null, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, programCount: { totalCount: number }, systemCount: { totalCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, loosePrograms?: { totalCount: number }, looseSystems?: { totalCount: number }, looseComponents?: { totalCount: number } };

export type TreeLooseQueryVariables = Exact<{
  first: number;
  programs: boolean;
  programsAfter?: string | null | undefined;
  systems: boolean;
  systemsAfter?: string | null | undefined;
  components: boolean;
  componentsAfter?: string | null | undefined;
  archived: boolean;
}>;


export type TreeLooseQuery = { programs?: { totalCount: number, nodes: Array<{ __typename: 'Program', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, goal: string | null, programStage: ProgramStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, portfolio: { id: string } | null, systemCount: { totalCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, systems?: { totalCount: number, nodes: Array<{ __typename: 'System', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, purpose: string | null, stage: JourneyStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, systemOwner: { person: { name: string } | null, team: { name: string } | null } | null, team: { name: string } | null, program: { id: string } | null, portfolio: { id: string } | null, componentCount: { totalCount: number }, openChanges: { totalCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, components?: { totalCount: number, nodes: Array<{ __typename: 'Component', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, description: string | null, type: string | null, stage: JourneyStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, codeLocations: Array<{ path: string, repository: { key: string } | null }>, partOf: { id: string } | null, system: { id: string } | null, componentCount: { totalCount: number }, openChanges: { totalCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TreeBranchQueryVariables = Exact<{
  id: string | number;
  first: number;
  programs: boolean;
  programsAfter?: string | null | undefined;
  systems: boolean;
  systemsAfter?: string | null | undefined;
  components: boolean;
  componentsAfter?: string | null | undefined;
  archived: boolean;
}>;


export type TreeBranchQuery = { node:
    | { __typename: 'Agreement' }
    | { __typename: 'Change' }
    | { __typename: 'Component', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, description: string | null, type: string | null, stage: JourneyStage, components?: { totalCount: number, nodes: Array<{ __typename: 'Component', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, description: string | null, type: string | null, stage: JourneyStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, codeLocations: Array<{ path: string, repository: { key: string } | null }>, partOf: { id: string } | null, system: { id: string } | null, componentCount: { totalCount: number }, openChanges: { totalCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, codeLocations: Array<{ path: string, repository: { key: string } | null }>, partOf: { id: string } | null, system: { id: string } | null, componentCount: { totalCount: number }, openChanges: { totalCount: number } }
    | { __typename: 'ExternalParty' }
    | { __typename: 'OpenSloObject' }
    | { __typename: 'Person' }
    | { __typename: 'Portfolio', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, purpose: string | null, programs?: { totalCount: number, nodes: Array<{ __typename: 'Program', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, goal: string | null, programStage: ProgramStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, portfolio: { id: string } | null, systemCount: { totalCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, systems?: { totalCount: number, nodes: Array<{ __typename: 'System', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, purpose: string | null, stage: JourneyStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, systemOwner: { person: { name: string } | null, team: { name: string } | null } | null, team: { name: string } | null, program: { id: string } | null, portfolio: { id: string } | null, componentCount: { totalCount: number }, openChanges: { totalCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, programCount: { totalCount: number }, systemCount: { totalCount: number } }
    | { __typename: 'Process' }
    | { __typename: 'Program', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, goal: string | null, programStage: ProgramStage, systems?: { totalCount: number, nodes: Array<{ __typename: 'System', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, purpose: string | null, stage: JourneyStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, systemOwner: { person: { name: string } | null, team: { name: string } | null } | null, team: { name: string } | null, program: { id: string } | null, portfolio: { id: string } | null, componentCount: { totalCount: number }, openChanges: { totalCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, portfolio: { id: string } | null, systemCount: { totalCount: number } }
    | { __typename: 'Project' }
    | { __typename: 'Proposal' }
    | { __typename: 'Repository' }
    | { __typename: 'Role' }
    | { __typename: 'ServiceAccount' }
    | { __typename: 'Sli' }
    | { __typename: 'Slo' }
    | { __typename: 'System', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, purpose: string | null, stage: JourneyStage, components?: { totalCount: number, nodes: Array<{ __typename: 'Component', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, description: string | null, type: string | null, stage: JourneyStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, codeLocations: Array<{ path: string, repository: { key: string } | null }>, partOf: { id: string } | null, system: { id: string } | null, componentCount: { totalCount: number }, openChanges: { totalCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, systemOwner: { person: { name: string } | null, team: { name: string } | null } | null, team: { name: string } | null, program: { id: string } | null, portfolio: { id: string } | null, componentCount: { totalCount: number }, openChanges: { totalCount: number } }
    | { __typename: 'Team' }
   | null };

export type TreeRecordQueryVariables = Exact<{
  id: string | number;
  archived: boolean;
}>;


export type TreeRecordQuery = { node:
    | { __typename: 'Agreement' }
    | { __typename: 'Change' }
    | { __typename: 'Component', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, description: string | null, type: string | null, stage: JourneyStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, codeLocations: Array<{ path: string, repository: { key: string } | null }>, partOf: { id: string } | null, system: { id: string } | null, componentCount: { totalCount: number }, openChanges: { totalCount: number } }
    | { __typename: 'ExternalParty' }
    | { __typename: 'OpenSloObject' }
    | { __typename: 'Person' }
    | { __typename: 'Portfolio', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, purpose: string | null, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, programCount: { totalCount: number }, systemCount: { totalCount: number } }
    | { __typename: 'Process' }
    | { __typename: 'Program', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, goal: string | null, programStage: ProgramStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, portfolio: { id: string } | null, systemCount: { totalCount: number } }
    | { __typename: 'Project' }
    | { __typename: 'Proposal' }
    | { __typename: 'Repository' }
    | { __typename: 'Role' }
    | { __typename: 'ServiceAccount' }
    | { __typename: 'Sli' }
    | { __typename: 'Slo' }
    | { __typename: 'System', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, purpose: string | null, stage: JourneyStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, systemOwner: { person: { name: string } | null, team: { name: string } | null } | null, team: { name: string } | null, program: { id: string } | null, portfolio: { id: string } | null, componentCount: { totalCount: number }, openChanges: { totalCount: number } }
    | { __typename: 'Team' }
   | null };

export type FindRecordQueryVariables = Exact<{
  text: string;
  first: number;
  kinds?: Array<RecordKind> | RecordKind | null | undefined;
}>;


export type FindRecordQuery = { search: Array<{ kind: RecordKind, key: string, label: string, record:
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
     }> };

type TreeRow_Agreement_Fragment = { __typename: 'Agreement' };

type TreeRow_Change_Fragment = { __typename: 'Change' };

type TreeRow_Component_Fragment = { __typename: 'Component', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, description: string | null, type: string | null, stage: JourneyStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, codeLocations: Array<{ path: string, repository: { key: string } | null }>, partOf: { id: string } | null, system: { id: string } | null, componentCount: { totalCount: number }, openChanges: { totalCount: number } };

type TreeRow_ExternalParty_Fragment = { __typename: 'ExternalParty' };

type TreeRow_OpenSloObject_Fragment = { __typename: 'OpenSloObject' };

type TreeRow_Person_Fragment = { __typename: 'Person' };

type TreeRow_Portfolio_Fragment = { __typename: 'Portfolio', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, purpose: string | null, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, programCount: { totalCount: number }, systemCount: { totalCount: number } };

type TreeRow_Process_Fragment = { __typename: 'Process' };

type TreeRow_Program_Fragment = { __typename: 'Program', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, goal: string | null, programStage: ProgramStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, portfolio: { id: string } | null, systemCount: { totalCount: number } };

type TreeRow_Project_Fragment = { __typename: 'Project' };

type TreeRow_Proposal_Fragment = { __typename: 'Proposal' };

type TreeRow_Repository_Fragment = { __typename: 'Repository' };

type TreeRow_Role_Fragment = { __typename: 'Role' };

type TreeRow_ServiceAccount_Fragment = { __typename: 'ServiceAccount' };

type TreeRow_Sli_Fragment = { __typename: 'Sli' };

type TreeRow_Slo_Fragment = { __typename: 'Slo' };

type TreeRow_System_Fragment = { __typename: 'System', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, purpose: string | null, stage: JourneyStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, systemOwner: { person: { name: string } | null, team: { name: string } | null } | null, team: { name: string } | null, program: { id: string } | null, portfolio: { id: string } | null, componentCount: { totalCount: number }, openChanges: { totalCount: number } };

type TreeRow_Team_Fragment = { __typename: 'Team' };

export type TreeRowFragment =
  | TreeRow_Agreement_Fragment
  | TreeRow_Change_Fragment
  | TreeRow_Component_Fragment
  | TreeRow_ExternalParty_Fragment
  | TreeRow_OpenSloObject_Fragment
  | TreeRow_Person_Fragment
  | TreeRow_Portfolio_Fragment
  | TreeRow_Process_Fragment
  | TreeRow_Program_Fragment
  | TreeRow_Project_Fragment
  | TreeRow_Proposal_Fragment
  | TreeRow_Repository_Fragment
  | TreeRow_Role_Fragment
  | TreeRow_ServiceAccount_Fragment
  | TreeRow_Sli_Fragment
  | TreeRow_Slo_Fragment
  | TreeRow_System_Fragment
  | TreeRow_Team_Fragment
;

export type TreePortfolioRowFragment = { __typename: 'Portfolio', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, purpose: string | null, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, programCount: { totalCount: number }, systemCount: { totalCount: number } };

export type TreeProgramRowFragment = { __typename: 'Program', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, goal: string | null, programStage: ProgramStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, portfolio: { id: string } | null, systemCount: { totalCount: number } };

export type TreeSystemRowFragment = { __typename: 'System', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, purpose: string | null, stage: JourneyStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, systemOwner: { person: { name: string } | null, team: { name: string } | null } | null, team: { name: string } | null, program: { id: string } | null, portfolio: { id: string } | null, componentCount: { totalCount: number }, openChanges: { totalCount: number } };

export type TreeComponentRowFragment = { __typename: 'Component', id: string, key: string, name: string, archivedAt: string | null, viewerCanUpdate: boolean, description: string | null, type: string | null, stage: JourneyStage, history: { nodes: Array<{ at: string, actor: string, reason: string | null }> }, codeLocations: Array<{ path: string, repository: { key: string } | null }>, partOf: { id: string } | null, system: { id: string } | null, componentCount: { totalCount: number }, openChanges: { totalCount: number } };

export type LastChangeFragment = { nodes: Array<{ at: string, actor: string, reason: string | null }> };

export type ReadRecordQueryVariables = Exact<{
  kind: RecordKind;
  key: string;
}>;


export type ReadRecordQuery = { record: { kind: RecordKind, id: string, key: string, label: string, revision: number, updatedAt: string, archivedAt: string | null, viewerCanUpdate: boolean, document: unknown } | null };

export type SchemaOfKindQueryVariables = Exact<{
  kind: RecordKind;
}>;


export type SchemaOfKindQuery = { recordSchema: unknown };

export type WriteRecordsMutationVariables = Exact<{
  input: WriteRecordsInput;
}>;


export type WriteRecordsMutation = { writeRecords:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string>, currentRevision: number | null, changedPaths: Array<string>, changedBy: string | null, changedAt: string | null }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'StateError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string>, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'WriteRecordsPayload', records: Array<{ revision: number, changed: Array<string>, record: { kind: RecordKind, id: string, key: string, label: string, revision: number, updatedAt: string, archivedAt: string | null, viewerCanUpdate: boolean, document: unknown } | null }> }
   };

export type RoleCatalogueQueryVariables = Exact<{ [key: string]: never; }>;


export type RoleCatalogueQuery = { roles: { nodes: Array<{ key: string, name: string, scopes: Array<string> }> } };

export type RecordTextFragment = { kind: RecordKind, id: string, key: string, label: string, revision: number, updatedAt: string, archivedAt: string | null, viewerCanUpdate: boolean, document: unknown };

export type RepositoryIndexQueryVariables = Exact<{
  repository: string;
  knownRevision?: string | null | undefined;
}>;


export type RepositoryIndexQuery = { repositoryIndex: { state: RepositoryIndexState, revision: string | null, index: unknown } };

export type AccessTokenPartsFragment = { id: string, name: string, scopes: Array<TokenScope>, createdAt: string, createdBy: string, expiresAt: string, lastUsedAt: string | null, revokedAt: string | null };

export type ViewerTokensQueryVariables = Exact<{
  includeEnded: boolean;
}>;


export type ViewerTokensQuery = { viewer: { name: string, accessTokens: Array<{ id: string, name: string, scopes: Array<TokenScope>, createdAt: string, createdBy: string, expiresAt: string, lastUsedAt: string | null, revokedAt: string | null }> } };

export type TokensOfQueryVariables = Exact<{
  person?: string | null | undefined;
  serviceAccount?: string | null | undefined;
  includeEnded: boolean;
}>;


export type TokensOfQuery = { accessTokens: Array<{ id: string, name: string, scopes: Array<TokenScope>, createdAt: string, createdBy: string, expiresAt: string, lastUsedAt: string | null, revokedAt: string | null }> | null };

export type CreateAccessTokenMutationVariables = Exact<{
  input: CreateAccessTokenInput;
}>;


export type CreateAccessTokenMutation = { createAccessToken:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'CreateAccessTokenPayload', text: string | null, accessToken: { id: string, name: string, scopes: Array<TokenScope>, createdAt: string, createdBy: string, expiresAt: string, lastUsedAt: string | null, revokedAt: string | null } | null }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'StateError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> }
   };

export type RevokeAccessTokenMutationVariables = Exact<{
  input: RevokeAccessTokenInput;
}>;


export type RevokeAccessTokenMutation = { revokeAccessToken:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'RevokeAccessTokenPayload', accessToken: { id: string, name: string, scopes: Array<TokenScope>, createdAt: string, createdBy: string, expiresAt: string, lastUsedAt: string | null, revokedAt: string | null } | null }
    | { __typename: 'StateError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> }
   };

export type ServiceAccountsQueryVariables = Exact<{
  includeArchived: boolean;
  after?: string | null | undefined;
}>;


export type ServiceAccountsQuery = { serviceAccounts: { nodes: Array<{ key: string, name: string, description: string | null, administrator: boolean, archivedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreateServiceAccountMutationVariables = Exact<{
  input: CreateServiceAccountInput;
}>;


export type CreateServiceAccountMutation = { createServiceAccount:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'CreateServiceAccountPayload', serviceAccount: { key: string, name: string } | null }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'StateError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> }
   };

export type ArchiveServiceAccountMutationVariables = Exact<{
  input: ArchiveServiceAccountInput;
}>;


export type ArchiveServiceAccountMutation = { archiveServiceAccount:
    | { __typename: 'ArchiveServiceAccountPayload', serviceAccount: { key: string, name: string } | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'StateError', code: ErrorCode, message: string, path: Array<string> }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, path: Array<string> }
   };

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { viewer: { name: string, administrator: boolean, scopes: Array<TokenScope>, person: { key: string } | null, serviceAccount: { key: string } | null } };

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
export const LastChangeFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}
    `, {"fragmentName":"LastChange"}) as unknown as TypedDocumentString<LastChangeFragment, unknown>;
export const TreeChangeRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment TreeChangeRow on Change {
  __typename
  id
  key
  title
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  state
  plannedStart
  plannedEnd
  requester {
    name
  }
  codeReferences {
    path
    repository {
      key
    }
  }
}
    fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}`, {"fragmentName":"TreeChangeRow"}) as unknown as TypedDocumentString<TreeChangeRowFragment, unknown>;
export const TreeChangePageFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment TreeChangePage on ChangeConnection {
  nodes {
    ...TreeChangeRow
  }
  totalCount
  pageInfo {
    hasNextPage
    endCursor
  }
}
    fragment TreeChangeRow on Change {
  __typename
  id
  key
  title
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  state
  plannedStart
  plannedEnd
  requester {
    name
  }
  codeReferences {
    path
    repository {
      key
    }
  }
}
fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}`, {"fragmentName":"TreeChangePage"}) as unknown as TypedDocumentString<TreeChangePageFragment, unknown>;
export const ClaimHolderHandlesFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment ClaimHolderHandles on Node {
  ... on Person {
    key
    revision
    handles {
      host
      handle
    }
  }
  ... on Team {
    key
    revision
    handles {
      host
      handle
    }
  }
}
    `, {"fragmentName":"ClaimHolderHandles"}) as unknown as TypedDocumentString<ClaimHolderHandlesFragment, unknown>;
export const TellEventFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment TellEvent on RecordEvent {
  cursor
  kind
  recordId
  key
  revision
  operation
  at
}
    `, {"fragmentName":"TellEvent"}) as unknown as TypedDocumentString<TellEventFragment, unknown>;
export const OwnerFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
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
export const RevisionLineFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment RevisionLine on Revision {
  revision
  at
  actor
  door
  operation
  reason
  changed
}
    `, {"fragmentName":"RevisionLine"}) as unknown as TypedDocumentString<RevisionLineFragment, unknown>;
export const TreePortfolioRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment TreePortfolioRow on Portfolio {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  purpose
  programCount: programs(includeArchived: $archived) {
    totalCount
  }
  systemCount: systems(includeArchived: $archived) {
    totalCount
  }
}
    fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}`, {"fragmentName":"TreePortfolioRow"}) as unknown as TypedDocumentString<TreePortfolioRowFragment, unknown>;
export const TreeProgramRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment TreeProgramRow on Program {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  goal
  programStage: stage
  portfolio {
    id
  }
  systemCount: systems(includeArchived: $archived) {
    totalCount
  }
}
    fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}`, {"fragmentName":"TreeProgramRow"}) as unknown as TypedDocumentString<TreeProgramRowFragment, unknown>;
export const TreeSystemRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment TreeSystemRow on System {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  purpose
  stage
  systemOwner {
    person {
      name
    }
    team {
      name
    }
  }
  team {
    name
  }
  program {
    id
  }
  portfolio {
    id
  }
  componentCount: components(
    where: {partOf: {isSet: false}}
    includeArchived: $archived
  ) {
    totalCount
  }
  openChanges {
    totalCount
  }
}
    fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}`, {"fragmentName":"TreeSystemRow"}) as unknown as TypedDocumentString<TreeSystemRowFragment, unknown>;
export const TreeComponentRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment TreeComponentRow on Component {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  description
  type
  stage
  codeLocations {
    path
    repository {
      key
    }
  }
  partOf {
    id
  }
  system {
    id
  }
  componentCount: parts(includeArchived: $archived) {
    totalCount
  }
  openChanges {
    totalCount
  }
}
    fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}`, {"fragmentName":"TreeComponentRow"}) as unknown as TypedDocumentString<TreeComponentRowFragment, unknown>;
export const TreeRowFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment TreeRow on Node {
  __typename
  ... on Portfolio {
    ...TreePortfolioRow
  }
  ... on Program {
    ...TreeProgramRow
  }
  ... on System {
    ...TreeSystemRow
  }
  ... on Component {
    ...TreeComponentRow
  }
}
    fragment TreePortfolioRow on Portfolio {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  purpose
  programCount: programs(includeArchived: $archived) {
    totalCount
  }
  systemCount: systems(includeArchived: $archived) {
    totalCount
  }
}
fragment TreeProgramRow on Program {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  goal
  programStage: stage
  portfolio {
    id
  }
  systemCount: systems(includeArchived: $archived) {
    totalCount
  }
}
fragment TreeSystemRow on System {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  purpose
  stage
  systemOwner {
    person {
      name
    }
    team {
      name
    }
  }
  team {
    name
  }
  program {
    id
  }
  portfolio {
    id
  }
  componentCount: components(
    where: {partOf: {isSet: false}}
    includeArchived: $archived
  ) {
    totalCount
  }
  openChanges {
    totalCount
  }
}
fragment TreeComponentRow on Component {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  description
  type
  stage
  codeLocations {
    path
    repository {
      key
    }
  }
  partOf {
    id
  }
  system {
    id
  }
  componentCount: parts(includeArchived: $archived) {
    totalCount
  }
  openChanges {
    totalCount
  }
}
fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}`, {"fragmentName":"TreeRow"}) as unknown as TypedDocumentString<TreeRowFragment, unknown>;
export const RecordTextFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment RecordText on RecordDocument {
  kind
  id
  key
  label
  revision
  updatedAt
  archivedAt
  viewerCanUpdate
  document
}
    `, {"fragmentName":"RecordText"}) as unknown as TypedDocumentString<RecordTextFragment, unknown>;
export const AccessTokenPartsFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment AccessTokenParts on AccessToken {
  id
  name
  scopes
  createdAt
  createdBy
  expiresAt
  lastUsedAt
  revokedAt
}
    `, {"fragmentName":"AccessTokenParts"}) as unknown as TypedDocumentString<AccessTokenPartsFragment, unknown>;
export const AuditHeadDocument = /*#__PURE__*/ new TypedDocumentString(`
    query AuditHead {
  auditHead {
    number
    hash
    at
    statement
    signature
    publicKey
  }
}
    `) as unknown as TypedDocumentString<AuditHeadQuery, AuditHeadQueryVariables>;
export const AuditCheckDocument = /*#__PURE__*/ new TypedDocumentString(`
    query AuditCheck($after: String, $head: AuditHeadInput) {
  auditCheck(after: $after, head: $head) {
    checked
    problem {
      kind
      number
      message
    }
    endCursor
  }
}
    `) as unknown as TypedDocumentString<AuditCheckQuery, AuditCheckQueryVariables>;
export const ChangeGroupsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ChangeGroups($open: [ChangeState!]!) {
  open: changes(first: 1, where: {state: {in: $open}}) {
    totalCount
  }
  scheduled: changes(first: 1, where: {state: {eq: SCHEDULED}}) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<ChangeGroupsQuery, ChangeGroupsQueryVariables>;
export const ChangesInStatesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ChangesInStates($states: [ChangeState!]!, $first: Int!, $after: String) {
  changes(
    first: $first
    after: $after
    orderBy: [{field: UPDATED_AT, direction: DESC}]
    where: {state: {in: $states}}
  ) {
    ...TreeChangePage
  }
}
    fragment TreeChangePage on ChangeConnection {
  nodes {
    ...TreeChangeRow
  }
  totalCount
  pageInfo {
    hasNextPage
    endCursor
  }
}
fragment TreeChangeRow on Change {
  __typename
  id
  key
  title
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  state
  plannedStart
  plannedEnd
  requester {
    name
  }
  codeReferences {
    path
    repository {
      key
    }
  }
}
fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}`) as unknown as TypedDocumentString<ChangesInStatesQuery, ChangesInStatesQueryVariables>;
export const ChangedSystemsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ChangedSystems($open: [ChangeState!]!, $first: Int!, $after: String) {
  changes(
    first: $first
    after: $after
    orderBy: [{field: UPDATED_AT, direction: DESC}]
    where: {state: {in: $open}}
  ) {
    nodes {
      systems(first: 10) {
        nodes {
          __typename
          id
          key
          name
          viewerCanUpdate
          history(first: 1) {
            ...LastChange
          }
          openChanges {
            totalCount
          }
        }
      }
    }
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}`) as unknown as TypedDocumentString<ChangedSystemsQuery, ChangedSystemsQueryVariables>;
export const ChangesOfSystemDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ChangesOfSystem($id: ID!, $first: Int!, $after: String) {
  node(id: $id) {
    ... on System {
      openChanges(first: $first, after: $after) {
        ...TreeChangePage
      }
    }
  }
}
    fragment TreeChangePage on ChangeConnection {
  nodes {
    ...TreeChangeRow
  }
  totalCount
  pageInfo {
    hasNextPage
    endCursor
  }
}
fragment TreeChangeRow on Change {
  __typename
  id
  key
  title
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  state
  plannedStart
  plannedEnd
  requester {
    name
  }
  codeReferences {
    path
    repository {
      key
    }
  }
}
fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}`) as unknown as TypedDocumentString<ChangesOfSystemQuery, ChangesOfSystemQueryVariables>;
export const ClaimViewerDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ClaimViewer {
  viewer {
    name
    person {
      key
      name
      handles {
        host
        handle
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ClaimViewerQuery, ClaimViewerQueryVariables>;
export const ClaimTeamsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ClaimTeams($person: String!) {
  holdings(person: $person, first: 100) {
    holdings {
      type
      key
      name
    }
  }
}
    `) as unknown as TypedDocumentString<ClaimTeamsQuery, ClaimTeamsQueryVariables>;
export const ClaimHandlesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ClaimHandles($person: String!, $team: String!, $isTeam: Boolean!) {
  person(key: $person) @skip(if: $isTeam) {
    ...ClaimHolderHandles
  }
  team(key: $team) @include(if: $isTeam) {
    ...ClaimHolderHandles
  }
}
    fragment ClaimHolderHandles on Node {
  ... on Person {
    key
    revision
    handles {
      host
      handle
    }
  }
  ... on Team {
    key
    revision
    handles {
      host
      handle
    }
  }
}`) as unknown as TypedDocumentString<ClaimHandlesQuery, ClaimHandlesQueryVariables>;
export const RemoveDemonstrationDocument = /*#__PURE__*/ new TypedDocumentString(`
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
export const DriftDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Drift($repository: String!, $session: ID) {
  drift(repository: $repository, session: $session, first: 500) {
    repository {
      key
    }
    total
    findings {
      code
      kind
      key
      field
      message
      sides {
        source
        value
        location {
          repository
          file
          line
          commit
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DriftQuery, DriftQueryVariables>;
export const RepositoryKeysDocument = /*#__PURE__*/ new TypedDocumentString(`
    query RepositoryKeys($after: String) {
  repositories(first: 100, after: $after) {
    nodes {
      key
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<RepositoryKeysQuery, RepositoryKeysQueryVariables>;
export const EventsSinceDocument = /*#__PURE__*/ new TypedDocumentString(`
    query EventsSince($after: String, $first: Int) {
  eventsSince(after: $after, first: $first) {
    events {
      ...TellEvent
    }
    cursor
    head
    more
  }
}
    fragment TellEvent on RecordEvent {
  cursor
  kind
  recordId
  key
  revision
  operation
  at
}`) as unknown as TypedDocumentString<EventsSinceQuery, EventsSinceQueryVariables>;
export const EventsDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription Events($after: String) {
  events(after: $after) {
    ...TellEvent
  }
}
    fragment TellEvent on RecordEvent {
  cursor
  kind
  recordId
  key
  revision
  operation
  at
}`) as unknown as TypedDocumentString<EventsSubscription, EventsSubscriptionVariables>;
export const ExportRecordsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ExportRecords($after: String, $kinds: [RecordKind!]) {
  exportRecords(after: $after, kinds: $kinds) {
    lines
    endCursor
  }
}
    `) as unknown as TypedDocumentString<ExportRecordsQuery, ExportRecordsQueryVariables>;
export const FileOwnersDocument = /*#__PURE__*/ new TypedDocumentString(`
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
export const RecordHistoryDocument = /*#__PURE__*/ new TypedDocumentString(`
    query RecordHistory($kind: RecordKind!, $key: String!, $first: Int!, $after: String) {
  record(kind: $kind, key: $key) {
    kind
    key
    label
    revision
    history(first: $first, after: $after) {
      nodes {
        ...RevisionLine
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment RevisionLine on Revision {
  revision
  at
  actor
  door
  operation
  reason
  changed
}`) as unknown as TypedDocumentString<RecordHistoryQuery, RecordHistoryQueryVariables>;
export const CompareVersionsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query CompareVersions($kind: RecordKind!, $key: String!, $from: HistoryPoint!, $to: HistoryPoint!) {
  record(kind: $kind, key: $key) {
    key
    label
    revision
    history(last: 1) {
      nodes {
        at
      }
    }
  }
  recordComparison(kind: $kind, key: $key, from: $from, to: $to) {
    from {
      revision
      at
      actor
    }
    to {
      revision
      at
      actor
    }
    changes {
      field
      row
      before
      after
    }
  }
}
    `) as unknown as TypedDocumentString<CompareVersionsQuery, CompareVersionsQueryVariables>;
export const ReadVersionDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ReadVersion($kind: RecordKind!, $key: String!, $revision: Int, $asOf: DateTime) {
  record(kind: $kind, key: $key, revision: $revision, asOf: $asOf) {
    ...RecordText
  }
}
    fragment RecordText on RecordDocument {
  kind
  id
  key
  label
  revision
  updatedAt
  archivedAt
  viewerCanUpdate
  document
}`) as unknown as TypedDocumentString<ReadVersionQuery, ReadVersionQueryVariables>;
export const RestoreRevisionDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RestoreRevision($input: RestoreRevisionInput!) {
  restoreRevision(input: $input) {
    __typename
    ... on RestoreRevisionPayload {
      changed
      record {
        ...RecordText
      }
    }
    ... on UserError {
      code
      message
      path
    }
    ... on ValidationError {
      issues {
        path
        message
      }
    }
    ... on ConflictError {
      currentRevision
      changedPaths
      changedBy
      changedAt
    }
  }
}
    fragment RecordText on RecordDocument {
  kind
  id
  key
  label
  revision
  updatedAt
  archivedAt
  viewerCanUpdate
  document
}`) as unknown as TypedDocumentString<RestoreRevisionMutation, RestoreRevisionMutationVariables>;
export const FindForImpactDocument = /*#__PURE__*/ new TypedDocumentString(`
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
export const ImpactDocument = /*#__PURE__*/ new TypedDocumentString(`
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
export const StageImportDocument = /*#__PURE__*/ new TypedDocumentString(`
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
export const PlanImportDocument = /*#__PURE__*/ new TypedDocumentString(`
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
export const ImportRowLinesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ImportRowLines($session: ID!, $after: String) {
  importSession(id: $session) {
    plan {
      rowLines(after: $after) {
        lines
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImportRowLinesQuery, ImportRowLinesQueryVariables>;
export const ImportFindingLinesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ImportFindingLines($session: ID!, $after: String) {
  importSession(id: $session) {
    plan {
      findingLines(after: $after) {
        lines
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImportFindingLinesQuery, ImportFindingLinesQueryVariables>;
export const DiscardImportDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation DiscardImport($input: ImportDiscardInput!) {
  importDiscard(input: $input) {
    __typename
    ... on UserError {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<DiscardImportMutation, DiscardImportMutationVariables>;
export const ApplyImportDocument = /*#__PURE__*/ new TypedDocumentString(`
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
export const HoldingsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Holdings($person: String!, $first: Int!) {
  person(key: $person) {
    key
    name
    archivedAt
  }
  holdings(person: $person, first: $first) {
    total
    truncated
    holdings {
      type
      kind
      key
      name
      role
      roleKey
      deputy
      from
      to
      place {
        repository
        file
        line
      }
      rules
    }
  }
}
    `) as unknown as TypedDocumentString<HoldingsQuery, HoldingsQueryVariables>;
export const HandOverAllRolesDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation HandOverAllRoles($input: HandOverAllRolesInput!) {
  handOverAllRoles(input: $input) {
    __typename
    ... on HandOverAllRolesPayload {
      steps {
        outcome
        kind
        key
        name
        role
        deputy
        revision
      }
    }
    ... on UserError {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<HandOverAllRolesMutation, HandOverAllRolesMutationVariables>;
export const NamedHoldersDocument = /*#__PURE__*/ new TypedDocumentString(`
    query NamedHolders($host: String!, $names: [String!]!) {
  namedHolders(host: $host, names: $names) {
    name
    holder {
      __typename
      ... on Person {
        id
        key
        name
        activityOptOut
      }
      ... on Team {
        id
        key
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NamedHoldersQuery, NamedHoldersQueryVariables>;
export const TreeRootsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query TreeRoots($first: Int!, $after: String, $groups: Boolean!, $archived: Boolean!) {
  portfolios(
    first: $first
    after: $after
    orderBy: [{field: NAME}]
    includeArchived: $archived
  ) {
    nodes {
      ...TreePortfolioRow
    }
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
  }
  loosePrograms: programs(
    where: {portfolio: {isSet: false}}
    includeArchived: $archived
  ) @include(if: $groups) {
    totalCount
  }
  looseSystems: systems(
    where: {portfolio: {isSet: false}, program: {isSet: false}}
    includeArchived: $archived
  ) @include(if: $groups) {
    totalCount
  }
  looseComponents: components(
    where: {system: {isSet: false}, partOf: {isSet: false}}
    includeArchived: $archived
  ) @include(if: $groups) {
    totalCount
  }
}
    fragment TreePortfolioRow on Portfolio {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  purpose
  programCount: programs(includeArchived: $archived) {
    totalCount
  }
  systemCount: systems(includeArchived: $archived) {
    totalCount
  }
}
fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}`) as unknown as TypedDocumentString<TreeRootsQuery, TreeRootsQueryVariables>;
export const TreeLooseDocument = /*#__PURE__*/ new TypedDocumentString(`
    query TreeLoose($first: Int!, $programs: Boolean!, $programsAfter: String, $systems: Boolean!, $systemsAfter: String, $components: Boolean!, $componentsAfter: String, $archived: Boolean!) {
  programs(
    first: $first
    after: $programsAfter
    orderBy: [{field: NAME}]
    where: {portfolio: {isSet: false}}
    includeArchived: $archived
  ) @include(if: $programs) {
    nodes {
      ...TreeProgramRow
    }
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
  }
  systems(
    first: $first
    after: $systemsAfter
    orderBy: [{field: NAME}]
    where: {portfolio: {isSet: false}, program: {isSet: false}}
    includeArchived: $archived
  ) @include(if: $systems) {
    nodes {
      ...TreeSystemRow
    }
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
  }
  components(
    first: $first
    after: $componentsAfter
    orderBy: [{field: NAME}]
    where: {system: {isSet: false}, partOf: {isSet: false}}
    includeArchived: $archived
  ) @include(if: $components) {
    nodes {
      ...TreeComponentRow
    }
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment TreeProgramRow on Program {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  goal
  programStage: stage
  portfolio {
    id
  }
  systemCount: systems(includeArchived: $archived) {
    totalCount
  }
}
fragment TreeSystemRow on System {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  purpose
  stage
  systemOwner {
    person {
      name
    }
    team {
      name
    }
  }
  team {
    name
  }
  program {
    id
  }
  portfolio {
    id
  }
  componentCount: components(
    where: {partOf: {isSet: false}}
    includeArchived: $archived
  ) {
    totalCount
  }
  openChanges {
    totalCount
  }
}
fragment TreeComponentRow on Component {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  description
  type
  stage
  codeLocations {
    path
    repository {
      key
    }
  }
  partOf {
    id
  }
  system {
    id
  }
  componentCount: parts(includeArchived: $archived) {
    totalCount
  }
  openChanges {
    totalCount
  }
}
fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}`) as unknown as TypedDocumentString<TreeLooseQuery, TreeLooseQueryVariables>;
export const TreeBranchDocument = /*#__PURE__*/ new TypedDocumentString(`
    query TreeBranch($id: ID!, $first: Int!, $programs: Boolean!, $programsAfter: String, $systems: Boolean!, $systemsAfter: String, $components: Boolean!, $componentsAfter: String, $archived: Boolean!) {
  node(id: $id) {
    ...TreeRow
    ... on Portfolio {
      programs(
        first: $first
        after: $programsAfter
        orderBy: [{field: NAME}]
        includeArchived: $archived
      ) @include(if: $programs) {
        nodes {
          ...TreeProgramRow
        }
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      systems(
        first: $first
        after: $systemsAfter
        orderBy: [{field: NAME}]
        includeArchived: $archived
      ) @include(if: $systems) {
        nodes {
          ...TreeSystemRow
        }
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
    ... on Program {
      systems(
        first: $first
        after: $systemsAfter
        orderBy: [{field: NAME}]
        includeArchived: $archived
      ) @include(if: $systems) {
        nodes {
          ...TreeSystemRow
        }
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
    ... on System {
      components(
        first: $first
        after: $componentsAfter
        orderBy: [{field: NAME}]
        where: {partOf: {isSet: false}}
        includeArchived: $archived
      ) @include(if: $components) {
        nodes {
          ...TreeComponentRow
        }
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
    ... on Component {
      components: parts(
        first: $first
        after: $componentsAfter
        orderBy: [{field: NAME}]
        includeArchived: $archived
      ) @include(if: $components) {
        nodes {
          ...TreeComponentRow
        }
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    fragment TreeRow on Node {
  __typename
  ... on Portfolio {
    ...TreePortfolioRow
  }
  ... on Program {
    ...TreeProgramRow
  }
  ... on System {
    ...TreeSystemRow
  }
  ... on Component {
    ...TreeComponentRow
  }
}
fragment TreePortfolioRow on Portfolio {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  purpose
  programCount: programs(includeArchived: $archived) {
    totalCount
  }
  systemCount: systems(includeArchived: $archived) {
    totalCount
  }
}
fragment TreeProgramRow on Program {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  goal
  programStage: stage
  portfolio {
    id
  }
  systemCount: systems(includeArchived: $archived) {
    totalCount
  }
}
fragment TreeSystemRow on System {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  purpose
  stage
  systemOwner {
    person {
      name
    }
    team {
      name
    }
  }
  team {
    name
  }
  program {
    id
  }
  portfolio {
    id
  }
  componentCount: components(
    where: {partOf: {isSet: false}}
    includeArchived: $archived
  ) {
    totalCount
  }
  openChanges {
    totalCount
  }
}
fragment TreeComponentRow on Component {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  description
  type
  stage
  codeLocations {
    path
    repository {
      key
    }
  }
  partOf {
    id
  }
  system {
    id
  }
  componentCount: parts(includeArchived: $archived) {
    totalCount
  }
  openChanges {
    totalCount
  }
}
fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}`) as unknown as TypedDocumentString<TreeBranchQuery, TreeBranchQueryVariables>;
export const TreeRecordDocument = /*#__PURE__*/ new TypedDocumentString(`
    query TreeRecord($id: ID!, $archived: Boolean!) {
  node(id: $id) {
    ...TreeRow
  }
}
    fragment TreeRow on Node {
  __typename
  ... on Portfolio {
    ...TreePortfolioRow
  }
  ... on Program {
    ...TreeProgramRow
  }
  ... on System {
    ...TreeSystemRow
  }
  ... on Component {
    ...TreeComponentRow
  }
}
fragment TreePortfolioRow on Portfolio {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  purpose
  programCount: programs(includeArchived: $archived) {
    totalCount
  }
  systemCount: systems(includeArchived: $archived) {
    totalCount
  }
}
fragment TreeProgramRow on Program {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  goal
  programStage: stage
  portfolio {
    id
  }
  systemCount: systems(includeArchived: $archived) {
    totalCount
  }
}
fragment TreeSystemRow on System {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  purpose
  stage
  systemOwner {
    person {
      name
    }
    team {
      name
    }
  }
  team {
    name
  }
  program {
    id
  }
  portfolio {
    id
  }
  componentCount: components(
    where: {partOf: {isSet: false}}
    includeArchived: $archived
  ) {
    totalCount
  }
  openChanges {
    totalCount
  }
}
fragment TreeComponentRow on Component {
  __typename
  id
  key
  name
  archivedAt
  viewerCanUpdate
  history(first: 1) {
    ...LastChange
  }
  description
  type
  stage
  codeLocations {
    path
    repository {
      key
    }
  }
  partOf {
    id
  }
  system {
    id
  }
  componentCount: parts(includeArchived: $archived) {
    totalCount
  }
  openChanges {
    totalCount
  }
}
fragment LastChange on RevisionConnection {
  nodes {
    at
    actor
    reason
  }
}`) as unknown as TypedDocumentString<TreeRecordQuery, TreeRecordQueryVariables>;
export const FindRecordDocument = /*#__PURE__*/ new TypedDocumentString(`
    query FindRecord($text: String!, $first: Int!, $kinds: [RecordKind!]) {
  search(text: $text, first: $first, kinds: $kinds) {
    kind
    key
    label
    record {
      ... on Node {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindRecordQuery, FindRecordQueryVariables>;
export const ReadRecordDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ReadRecord($kind: RecordKind!, $key: String!) {
  record(kind: $kind, key: $key) {
    ...RecordText
  }
}
    fragment RecordText on RecordDocument {
  kind
  id
  key
  label
  revision
  updatedAt
  archivedAt
  viewerCanUpdate
  document
}`) as unknown as TypedDocumentString<ReadRecordQuery, ReadRecordQueryVariables>;
export const SchemaOfKindDocument = /*#__PURE__*/ new TypedDocumentString(`
    query SchemaOfKind($kind: RecordKind!) {
  recordSchema(kind: $kind)
}
    `) as unknown as TypedDocumentString<SchemaOfKindQuery, SchemaOfKindQueryVariables>;
export const WriteRecordsDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation WriteRecords($input: WriteRecordsInput!) {
  writeRecords(input: $input) {
    __typename
    ... on WriteRecordsPayload {
      records {
        revision
        changed
        record {
          ...RecordText
        }
      }
    }
    ... on UserError {
      code
      message
      path
    }
    ... on ValidationError {
      issues {
        path
        message
      }
    }
    ... on ConflictError {
      currentRevision
      changedPaths
      changedBy
      changedAt
    }
  }
}
    fragment RecordText on RecordDocument {
  kind
  id
  key
  label
  revision
  updatedAt
  archivedAt
  viewerCanUpdate
  document
}`) as unknown as TypedDocumentString<WriteRecordsMutation, WriteRecordsMutationVariables>;
export const RoleCatalogueDocument = /*#__PURE__*/ new TypedDocumentString(`
    query RoleCatalogue {
  roles(first: 100, orderBy: [{field: NAME}]) {
    nodes {
      key
      name
      scopes
    }
  }
}
    `) as unknown as TypedDocumentString<RoleCatalogueQuery, RoleCatalogueQueryVariables>;
export const RepositoryIndexDocument = /*#__PURE__*/ new TypedDocumentString(`
    query RepositoryIndex($repository: String!, $knownRevision: String) {
  repositoryIndex(repository: $repository, knownRevision: $knownRevision) {
    state
    revision
    index
  }
}
    `) as unknown as TypedDocumentString<RepositoryIndexQuery, RepositoryIndexQueryVariables>;
export const ViewerTokensDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ViewerTokens($includeEnded: Boolean!) {
  viewer {
    name
    accessTokens(includeEnded: $includeEnded) {
      ...AccessTokenParts
    }
  }
}
    fragment AccessTokenParts on AccessToken {
  id
  name
  scopes
  createdAt
  createdBy
  expiresAt
  lastUsedAt
  revokedAt
}`) as unknown as TypedDocumentString<ViewerTokensQuery, ViewerTokensQueryVariables>;
export const TokensOfDocument = /*#__PURE__*/ new TypedDocumentString(`
    query TokensOf($person: String, $serviceAccount: String, $includeEnded: Boolean!) {
  accessTokens(
    person: $person
    serviceAccount: $serviceAccount
    includeEnded: $includeEnded
  ) {
    ...AccessTokenParts
  }
}
    fragment AccessTokenParts on AccessToken {
  id
  name
  scopes
  createdAt
  createdBy
  expiresAt
  lastUsedAt
  revokedAt
}`) as unknown as TypedDocumentString<TokensOfQuery, TokensOfQueryVariables>;
export const CreateAccessTokenDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CreateAccessToken($input: CreateAccessTokenInput!) {
  createAccessToken(input: $input) {
    __typename
    ... on CreateAccessTokenPayload {
      text
      accessToken {
        ...AccessTokenParts
      }
    }
    ... on UserError {
      code
      message
      path
    }
  }
}
    fragment AccessTokenParts on AccessToken {
  id
  name
  scopes
  createdAt
  createdBy
  expiresAt
  lastUsedAt
  revokedAt
}`) as unknown as TypedDocumentString<CreateAccessTokenMutation, CreateAccessTokenMutationVariables>;
export const RevokeAccessTokenDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {
  revokeAccessToken(input: $input) {
    __typename
    ... on RevokeAccessTokenPayload {
      accessToken {
        ...AccessTokenParts
      }
    }
    ... on UserError {
      code
      message
      path
    }
  }
}
    fragment AccessTokenParts on AccessToken {
  id
  name
  scopes
  createdAt
  createdBy
  expiresAt
  lastUsedAt
  revokedAt
}`) as unknown as TypedDocumentString<RevokeAccessTokenMutation, RevokeAccessTokenMutationVariables>;
export const ServiceAccountsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ServiceAccounts($includeArchived: Boolean!, $after: String) {
  serviceAccounts(first: 100, after: $after, includeArchived: $includeArchived) {
    nodes {
      key
      name
      description
      administrator
      archivedAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ServiceAccountsQuery, ServiceAccountsQueryVariables>;
export const CreateServiceAccountDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CreateServiceAccount($input: CreateServiceAccountInput!) {
  createServiceAccount(input: $input) {
    __typename
    ... on CreateServiceAccountPayload {
      serviceAccount {
        key
        name
      }
    }
    ... on UserError {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<CreateServiceAccountMutation, CreateServiceAccountMutationVariables>;
export const ArchiveServiceAccountDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ArchiveServiceAccount($input: ArchiveServiceAccountInput!) {
  archiveServiceAccount(input: $input) {
    __typename
    ... on ArchiveServiceAccountPayload {
      serviceAccount {
        key
        name
      }
    }
    ... on UserError {
      code
      message
      path
    }
  }
}
    `) as unknown as TypedDocumentString<ArchiveServiceAccountMutation, ArchiveServiceAccountMutationVariables>;
export const WhoAmIDocument = /*#__PURE__*/ new TypedDocumentString(`
    query WhoAmI {
  viewer {
    name
    administrator
    scopes
    person {
      key
    }
    serviceAccount {
      key
    }
  }
}
    `) as unknown as TypedDocumentString<WhoAmIQuery, WhoAmIQueryVariables>;