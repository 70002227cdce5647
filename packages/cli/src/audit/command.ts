import type { StewardClient } from '@steward/client/create-client.ts';
import {
  AuditCheckDocument,
  type AuditCheckQuery,
  AuditHeadDocument,
} from '@steward/client/operations.generated.ts';
import type { Answer } from '@steward/client/problem.ts';
import { connected } from '../connected.ts';
import { accept, type ExitCode, exit, type Outcome } from '../exit.ts';
import { refusalOf } from '../find-server.ts';
import type { Terminal } from '../terminal.ts';
import { type ExportedHead, readExportedHead } from './exported-head.ts';

export interface HeadOptions {
  readonly server?: string;
}

export interface VerifyOptions extends HeadOptions {
  readonly head?: string;
  readonly key?: string;
  readonly json?: boolean;
}

interface Finding {
  readonly kind: string;
  /** Number of the entry; null when it is about the exported head. */
  readonly number: number | null;
  readonly message: string;
}

/** `steward audit head`: one line of JSON for `verify --head`. */
export async function head({ server }: HeadOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const client = connected({ server }, terminal);
  if (!client.ok) return client;
  const answer = await client.value.ask(AuditHeadDocument, {});
  if (!answer.ok) return refusalOf(answer);
  const { statement, signature, publicKey, number } = answer.data.auditHead;
  await terminal.print(`${JSON.stringify({ statement, signature, publicKey })}\n`);
  terminal.note(`${number} entries, signed by the key ${publicKey}\n`);
  return accept(exit.done);
}

/** `steward audit verify`: exit code 1 when something is wrong. */
export async function verify(options: VerifyOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const client = connected(options, terminal);
  if (!client.ok) return client;
  const exported = options.head === undefined ? accept(null) : readExportedHead(terminal.cwd, options.head);
  if (!exported.ok) return exported;
  if (exported.value) {
    const trusted = options.key ?? (await keyOf(client.value));
    if (typeof trusted !== 'string') return trusted;
    const finding = signatureFinding(exported.value, trusted);
    if (finding) return report(0, finding, options, terminal);
  }
  const before = exported.value && { number: exported.value.number, hash: exported.value.hash };
  let checked = 0;
  for (let after: string | null = null; ; ) {
    const answer: Answer<AuditCheckQuery> = await client.value.ask(AuditCheckDocument, {
      after,
      head: before,
    });
    if (!answer.ok) return refusalOf(answer);
    const page: AuditCheckQuery['auditCheck'] = answer.data.auditCheck;
    checked += page.checked;
    after = page.endCursor ?? null;
    if (page.problem || after === null) return report(checked, page.problem ?? null, options, terminal);
  }
}

async function keyOf(client: StewardClient): Promise<string | Outcome<never>> {
  const answer = await client.ask(AuditHeadDocument, {});
  return answer.ok ? answer.data.auditHead.publicKey : refusalOf(answer);
}

function signatureFinding({ signed, publicKey }: ExportedHead, trusted: string): Finding | null {
  if (!signed)
    return { kind: 'SIGNATURE', number: null, message: 'the signature of the exported head is not right' };
  if (publicKey !== trusted)
    return {
      kind: 'SIGNATURE',
      number: null,
      message: `the exported head is signed by the key ${publicKey}, not by ${trusted}: name the right one with --key`,
    };
  return null;
}

async function report(
  checked: number,
  finding: Finding | null,
  { json, head: file }: VerifyOptions,
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  if (json) await terminal.print(`${JSON.stringify({ checked, problem: finding })}\n`);
  else if (finding) await terminal.print(`${finding.kind}: ${finding.message}\n`);
  else {
    const entries = checked === 1 ? '1 entry is' : `${checked} entries are`;
    const kept = file === undefined ? '' : `, and the log still holds what ${file} says`;
    await terminal.print(`${entries} as written${kept}\n`);
  }
  return accept(finding ? exit.findings : exit.done);
}
