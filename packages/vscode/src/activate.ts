import * as vscode from 'vscode';
import { changeEvent } from './core/change-event.ts';
import { renewSession } from './core/provider-sign-in.ts';
import { serverKnowledge } from './core/server-knowledge.ts';
import { sessions } from './core/sessions.ts';
import { workspaceModel } from './core/workspace-model.ts';
import { activeFile } from './host/active-file.ts';
import { editorConnection } from './host/editor-connection.ts';
import { editorWorkspace } from './host/editor-workspace.ts';
import { gitLineHistory } from './host/git-line-history.ts';
import type { HostParts } from './host/host-parts.ts';
import { indexCache } from './host/index-cache.ts';
import { keepFresh } from './host/keep-fresh.ts';
import { planDocuments } from './ui/add-repository/plan-document.ts';
import { changeLinesSurface } from './ui/change-lines/change-lines-surface.ts';
import { registerClaims } from './ui/claim/register-claims.ts';
import { codeLensSurface } from './ui/code-lens/code-lens-surface.ts';
import { registerCommands } from './ui/commands/commands.ts';
import { driftSurface } from './ui/drift/drift-surface.ts';
import { fileBadgesSurface } from './ui/file-badges/file-badges-surface.ts';
import { registerGestures } from './ui/gestures/gestures.ts';
import { moveTo } from './ui/gestures/move-record.ts';
import { registerHistory } from './ui/history/history-commands.ts';
import { hoverSurface } from './ui/hover/hover-surface.ts';
import { liveUpdates } from './ui/live-updates.ts';
import { portfolioParts } from './ui/portfolio/portfolio-surface.ts';
import { recordDocuments, recordFor } from './ui/record-document/record-documents.ts';
import { accounts } from './ui/sign-in/accounts.ts';
import { browserSignIns } from './ui/sign-in/browser-sign-ins.ts';
import { statusBarSurface } from './ui/status-bar/status-bar-surface.ts';
import type { Steward } from './ui/steward.ts';
import { controlSurface, fileSurfaceIds, isSurfaceEnabled, surfaceIds } from './ui/surface.ts';
import { thisFileSurface } from './ui/this-file/this-file-surface.ts';
import { welcomeContext } from './ui/welcome-context.ts';
import type { Writing } from './ui/writing/writing.ts';

/** Puts the extension together. Waits for nothing: surfaces fill as answers come. */
export function activateSteward(context: vscode.ExtensionContext, host: HostParts): void {
  const log = vscode.window.createOutputChannel('Steward', { log: true });
  const { secrets } = context;
  const kept = sessions({ secrets, renew: renewSession });
  const someSurface = () => surfaceIds.some(isSurfaceEnabled);
  const connection = editorConnection({ host, secrets, sessions: kept, wanted: someSurface });
  const wanted = () => fileSurfaceIds.some(isSurfaceEnabled);
  const knowledge = serverKnowledge(connection, indexCache(context.globalStorageUri), { wanted });
  const workspace = editorWorkspace();
  const history = gitLineHistory();
  const model = workspaceModel(workspace, knowledge, history);
  const stale = changeEvent();
  const refresh: Steward['refresh'] = async (options) => {
    await Promise.all([model.reload(), connection.look()]);
    stale.fire();
    // What nobody sees is not asked for, by hand either.
    if (wanted()) await knowledge.store.refreshAll(options);
  };
  const plans = planDocuments();
  const portfolio = portfolioParts((names, parent) => moveTo(writing, names, parent));
  const surfaces = [
    statusBarSurface,
    codeLensSurface,
    hoverSurface,
    changeLinesSurface(context.extensionUri, history),
    thisFileSurface,
    driftSurface,
    fileBadgesSurface,
    ...portfolio.surfaces,
  ];
  const active = activeFile();
  const steward: Steward = {
    ...{ model, connection, active, host, secrets, plans, refresh, stale, log },
    ...{ sessions: kept, signIns: browserSignIns() },
  };
  const records = recordDocuments(steward, context.globalStorageUri, portfolio.row);
  const { writer, last } = records;
  const { row: rowOf, selected, reveal } = portfolio;
  const writing: Writing = { steward, writer, last, rowOf, selected, reveal };
  context.subscriptions.push(
    log,
    workspace,
    history,
    model,
    connection,
    knowledge,
    keepFresh(knowledge, model, wanted),
    active,
    plans,
    registerCommands(steward),
    accounts(steward),
    portfolio.register(steward),
    records,
    registerGestures(writing),
    registerClaims(writing),
    registerHistory({
      steward,
      writer: records.writer,
      recordFor: (argument) => recordFor(steward, argument, portfolio.row),
    }),
    records.writer.onWritten(portfolio.written),
    liveUpdates(steward, { knowledge, portfolio, records }),
    welcomeContext(steward),
    ...surfaces.map((surface) => controlSurface(surface, steward)),
  );
  model.reload().catch((error: unknown) => log.error(error instanceof Error ? error : String(error)));
}
