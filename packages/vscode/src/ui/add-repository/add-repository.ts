import { applyImport, planImportOf } from '@steward/client/import.ts';
import type { ServerProblem } from '@steward/client/problem.ts';
import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import * as vscode from 'vscode';
import { chooseDialect } from '../commands/choose-dialect.ts';
import type { Steward } from '../steward.ts';
import { askForKey, chooseRepository } from './choose-repository.ts';
import { confirmPlan } from './confirm-plan.ts';
import { readPieces } from './read-pieces.ts';
import { withProgress } from './with-progress.ts';

const running = new Set<string>();

/** The same import as `steward import`, with its plan shown before anything is written. */
export async function addRepository(steward: Steward, given: vscode.Uri | undefined): Promise<void> {
  const chosen = await chooseRepository(steward, given);
  if (!chosen) return;
  const root = vscode.Uri.from(chosen.root);
  const repository = chosen.key ?? (await askForKey(root));
  if (repository === undefined || running.has(repository)) return;
  running.add(repository);
  try {
    await importRepository(steward, root, repository);
  } finally {
    running.delete(repository);
  }
}

async function importRepository(steward: Steward, root: vscode.Uri, repository: string): Promise<void> {
  const client = steward.connection.client();
  const planned = await withProgress(async (say) => {
    say(vscode.l10n.t('Reading {0}', repository));
    const { workingCopy } = steward.host;
    const read = await readPieces(root, { repository, dialect: dialectOf(root) }, workingCopy);
    if (!read.ok) return read;
    const { pieces } = read;
    const request = {
      repository,
      commit: await workingCopy.headCommit(root),
      registeredOnly: false,
      prune: false,
      scope: 'REPOSITORY' as const,
      pieces,
    };
    return planImportOf(client, request, (staged, of) =>
      say(
        staged < of
          ? vscode.l10n.t('Sending {0} files', pieces.length)
          : vscode.l10n.t('Planning {0} files', pieces.length),
      ),
    );
  });
  if (!planned.ok) {
    if (typeof planned.problem !== 'string') return tellProblem(planned.problem, steward.host.origin);
    // The dialect is open. Asked for once and kept; then as if it had stood there from the beginning.
    return (await chooseDialect(root)) ? importRepository(steward, root, repository) : undefined;
  }
  const { session, writes } = planned.data;
  if (writes === 0) {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('{0} is up to date: nothing had to be written', repository),
      5000,
    );
  } else {
    if (!(await confirmPlan(planned.data, steward.plans))) return;
    const applied = await withProgress((say) => {
      say(vscode.l10n.t('Writing {0} changes', writes));
      return applyImport(client, session);
    });
    if (!applied.ok) return tellProblem(applied.problem, steward.host.origin);
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('Added {0}: {1} records written', repository, applied.data),
      5000,
    );
  }
  await steward.refresh({ afterWrite: true });
}

function dialectOf(root: vscode.Uri): CodeownersDialect | null {
  const dialect = vscode.workspace.getConfiguration('steward', root).get<string>('codeowners.dialect');
  return dialect === 'github' ? 'GITHUB' : dialect === 'gitlab' ? 'GITLAB' : null;
}

/** Here a person waits for an outcome, so it is said aloud: what is wrong, and what to do. */
async function tellProblem(problem: ServerProblem, origin: string | undefined): Promise<void> {
  if (problem.kind !== 'UNREACHABLE') {
    void vscode.window.showErrorMessage(problem.message);
    return;
  }
  const set = vscode.l10n.t("Set the Server's Address");
  const message =
    origin === undefined
      ? vscode.l10n.t(
          '{0}. Start one with "npx --yes pnpm@12 start" in the folder of Steward, or set its address.',
          problem.message,
        )
      : vscode.l10n.t(
          'No server answers this page. Set its address, and name {0} in its setting allowedOrigins.',
          origin,
        );
  if ((await vscode.window.showErrorMessage(message, set)) === set)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'steward.server');
}
