import type { TypedDocumentString } from '@steward/client/operations.generated.ts';
import * as vscode from 'vscode';
import type { Steward } from '../steward.ts';

interface Written {
  result: { __typename: string; code?: string; message?: string };
}

/** Sends one write until it is known whether it counted. False: it did not, and why has been said. */
export async function sendWrite<Input extends object>(
  { connection, refresh }: Steward,
  mutation: TypedDocumentString<Written, { input: Input & { idempotencyKey?: string | null } }>,
  input: Input,
): Promise<boolean> {
  const variables = { input: { ...input, idempotencyKey: crypto.randomUUID() } };
  for (;;) {
    const answer = await connection.request(mutation, variables);
    if (answer.ok) {
      const { message } = answer.data.result;
      if (message !== undefined) void vscode.window.showErrorMessage(message);
      else void refresh({ afterWrite: true });
      return message === undefined;
    }
    // The same key again: it counts once, whatever became of the first.
    const again = vscode.l10n.t('Send Again');
    if ((await vscode.window.showErrorMessage(answer.problem.message, again)) !== again) return false;
  }
}
