import type { RecordEvent } from '@steward/client/follow-events.ts';
import * as vscode from 'vscode';
import { concernsIndex } from '../core/index-concern.ts';
import { liveFeed } from '../core/live-feed.ts';
import type { LiveKnowledge } from '../core/server-knowledge.ts';
import type { PortfolioParts } from './portfolio/portfolio-surface.ts';
import { openRecords } from './record-document/open-text.ts';
import type { RecordDocuments } from './record-document/record-documents.ts';
import type { Steward } from './steward.ts';
import { fileSurfaceIds, isSurfaceEnabled, surfaceIds } from './surface.ts';

export interface LiveParts {
  knowledge: LiveKnowledge;
  portfolio: PortfolioParts;
  records: RecordDocuments;
}

/** Records that are asked for one by one; of more than these, everything that is shown is asked for again. */
const mostAtOnce = 20;

/** Keeps what is shown as the server has it: what was written is asked for again, and nothing else. */
export function liveUpdates(
  steward: Steward,
  { knowledge, portfolio, records }: LiveParts,
): vscode.Disposable {
  const { connection, model, log } = steward;
  const quietly = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => log.error(error instanceof Error ? error : String(error)));
  const everything = () => quietly(Promise.all([steward.refresh({ afterWrite: true }), records.refresh()]));
  const indexes = async (events: readonly RecordEvent[]) => {
    if (!fileSurfaceIds.some(isSurfaceEnabled)) return;
    const keys = new Set(model.repositories().flatMap(({ key }) => key ?? []));
    for (const key of keys) {
      const { answer } = knowledge.store.entry(key);
      const concerned = events.some((event) =>
        answer?.state === 'KNOWN'
          ? concernsIndex(event, answer.index)
          : event.kind === 'Repository' && event.key === key,
      );
      if (concerned) await knowledge.store.refresh(key, { afterWrite: true });
    }
  };
  const feed = liveFeed({
    connection,
    wanted: () => surfaceIds.some(isSurfaceEnabled) || openRecords().length > 0,
    onEvents(events) {
      if (new Set(events.map(({ recordId }) => recordId)).size > mostAtOnce) return everything();
      for (const tell of [indexes, portfolio.told, records.told]) quietly(tell(events));
    },
    onGap: everything,
  });
  const listening = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('steward')) feed.look();
  });
  return new vscode.Disposable(() => {
    listening.dispose();
    feed.dispose();
  });
}
