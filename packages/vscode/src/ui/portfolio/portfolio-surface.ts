import type { RecordEvent } from '@steward/client/follow-events.ts';
import * as vscode from 'vscode';
import { changesSource } from '../../core/changes-source.ts';
import type { PortfolioRow, RecordRow } from '../../core/portfolio-row.ts';
import { type PortfolioSource, portfolioSource, shownKinds } from '../../core/portfolio-source.ts';
import type { RecordName } from '../../core/record-address.ts';
import type { StewardRecord } from '../../core/record-writer.ts';
import type { NamedRecord } from '../gestures/move-record.ts';
import type { Steward } from '../steward.ts';
import { enableSurface, type Surface } from '../surface.ts';
import { dragging } from './dragging.ts';
import { findRecord } from './find-record.ts';
import { openCode } from './open-code.ts';
import { type PortfolioTree, portfolioTree } from './portfolio-tree.ts';

/** The trees of the container, and the commands that are about them whether they are shown or not. */
export interface PortfolioParts {
  surfaces: readonly Surface[];
  register(steward: Steward): vscode.Disposable;
  /** Shows what was written, as far as it is shown. */
  told(events: readonly RecordEvent[]): Promise<void>;
  /** Shows what the answer to a write says, before anything is asked. */
  written(record: StewardRecord): void;
  /** The row of that id in the tree that shows it. */
  row(id: string): PortfolioRow | undefined;
  /** Ids of the rows that are chosen in the tree of the portfolio. */
  selected(): readonly string[];
  /** Puts the focus of the tree on a record, where the tree is open. */
  reveal(id: string): Promise<unknown>;
}

/** What happens to records that are dropped on another, or on the group of those that stand under none. */
export type Drop = (names: readonly RecordName[], parent: NamedRecord | null) => Promise<void>;

type TreeId = 'portfolio' | 'changes';

const sources: Record<
  TreeId,
  (connection: Steward['connection'], archived: () => boolean) => PortfolioSource
> = {
  portfolio: portfolioSource,
  changes: changesSource,
};

/** The tree of the portfolio and the tree of changes. Neither asks anybody before it is looked at. */
export function portfolioParts(drop: Drop): PortfolioParts {
  const open = new Map<TreeId, PortfolioTree>();
  let archived = false;
  /** Once what was written here is shown where it stands. */
  let settled: Promise<unknown> = Promise.resolve();
  const surface = (id: TreeId): Surface => ({
    id,
    open(steward) {
      const tree = portfolioTree(
        ...([steward, id, sources[id](steward.connection, () => archived)] as const),
        id === 'portfolio' ? dragging((row) => open.get(id)?.model.row(row), drop) : undefined,
      );
      open.set(id, tree);
      return new vscode.Disposable(() => {
        open.delete(id);
        tree.dispose();
      });
    },
  });
  /** The tree that shows the named row, else the portfolio's. */
  const treeOf = (argument: unknown) =>
    [...open.values()].find((tree) => typeof argument === 'string' && tree.model.row(argument)) ??
    open.get('portfolio');
  return {
    surfaces: [surface('portfolio'), surface('changes')],
    async told(events) {
      const [portfolio, changes] = [open.get('portfolio'), open.get('changes')];
      if (changes?.model.asked() && events.some(({ kind }) => kind === 'Change'))
        await changes.model.refresh();
      // Of several writes of a record the last one counts.
      const last = new Map(events.map((event) => [event.recordId, event]));
      for (const { recordId, kind, operation } of last.values())
        if (shownKinds.includes(kind))
          await portfolio?.model.renew(recordId, operation === 'ARCHIVE' && !archived);
    },
    written({ id, kind, label, document, archivedAt }) {
      const stage = stageOf(document);
      for (const { model } of open.values()) model.patch(id, { name: label, ...(stage && { stage }) });
      // Where it stands, and whether it does, is seen in the tree itself.
      if (shownKinds.includes(kind))
        settled = settled.then(() =>
          open.get('portfolio')?.model.renew(id, archivedAt !== null && !archived),
        );
    },
    row: (id) => [...open.values()].map((tree) => tree.model.row(id)).find((row) => row !== undefined),
    selected: () => open.get('portfolio')?.selected() ?? [],
    async reveal(id) {
      await settled;
      await open.get('portfolio')?.reveal(id);
    },
    register: (steward) =>
      vscode.Disposable.from(
        ...[true, false].map((shown) =>
          vscode.commands.registerCommand(`steward.${shown ? 'show' : 'hide'}Archived`, async () => {
            archived = shown;
            await vscode.commands.executeCommand('setContext', 'steward.archived', shown);
            await open.get('portfolio')?.model.refresh();
          }),
        ),
        ...Object.entries(commands).map(([name, run]) =>
          vscode.commands.registerCommand(`steward.${name}`, (argument?: unknown) => {
            const tree = treeOf(argument);
            return tree ? run(steward, tree, argument) : offerTree();
          }),
        ),
      ),
  };
}

/** The server knows no other stages. */
const stageOf = ({ stage }: StewardRecord['document']) =>
  typeof stage === 'string' ? (stage as RecordRow['stage']) : undefined;

type PortfolioCommand = (steward: Steward, tree: PortfolioTree, argument: unknown) => Promise<void>;

/** About the row that is named, else the chosen one, else one that is looked for. */
const commands: Record<string, PortfolioCommand> = {
  findRecord: async (_, tree) => {
    const found = await findRecord(tree.model.find, asking(vscode.l10n.t('Find a record')));
    if (found && !(await tree.reveal(found.id))) tellGone(found.name);
  },
  openCode: async (steward, tree, argument) => {
    const row = tree.model.row((await rowFor(tree, argument)) ?? '');
    if (row) await openCode(steward, row);
  },
  copyKey: async (_, tree, argument) => {
    const row = tree.model.row((await rowFor(tree, argument)) ?? '');
    if (row?.type !== 'RECORD') return;
    await vscode.env.clipboard.writeText(row.key);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', row.key), 3000);
  },
  refreshRecord: async (_, tree, argument) => {
    const id = await rowFor(tree, argument);
    if (id !== undefined) await tree.model.refresh(id);
  },
  loadMore: async (_, tree, argument) => {
    if (typeof argument === 'string') await tree.loadMore(argument);
  },
};

const asking = (title: string) => ({
  title,
  placeholder: vscode.l10n.t('Key, name or words of a portfolio, program, system or component'),
});

async function rowFor(tree: PortfolioTree, argument: unknown): Promise<string | undefined> {
  if (typeof argument === 'string') return argument;
  const [selected] = tree.selected();
  if (selected !== undefined && tree.model.row(selected)?.type === 'RECORD') return selected;
  const found = await findRecord(tree.model.find, asking(vscode.l10n.t('Which record?')));
  return found && (await tree.model.reach(found.id)) ? found.id : undefined;
}

async function offerTree(): Promise<void> {
  const show = vscode.l10n.t('Show the Portfolio');
  const text = vscode.l10n.t('The portfolio is switched off, so no server is asked about it.');
  if ((await vscode.window.showInformationMessage(text, show)) === show)
    await enableSurface('portfolio', true);
}

const tellGone = (name: string) =>
  void vscode.window.showInformationMessage(vscode.l10n.t('{0} is not there any more.', name));
