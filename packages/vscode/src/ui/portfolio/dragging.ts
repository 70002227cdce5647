import * as vscode from 'vscode';
import type { PortfolioRow } from '../../core/portfolio-row.ts';
import type { Drop } from './portfolio-surface.ts';

/** The form in which rows of this tree are carried; the editor makes it of the view's name. */
const rows = 'application/vnd.code.tree.steward.portfolio';

/** Records that are dragged to where they shall stand. */
export function dragging(
  rowOf: (id: string) => PortfolioRow | undefined,
  drop: Drop,
): vscode.TreeDragAndDropController<string> {
  return {
    dragMimeTypes: [rows],
    dropMimeTypes: [rows],
    handleDrag(ids, data) {
      data.set(rows, new vscode.DataTransferItem(ids));
    },
    async handleDrop(target, data) {
      const ids: unknown = data.get(rows)?.value;
      const names = [ids].flat().flatMap((id) => {
        const row = typeof id === 'string' ? rowOf(id) : undefined;
        return row?.type === 'RECORD' ? [{ kind: row.kind, key: row.key }] : [];
      });
      const onto = target === undefined ? undefined : rowOf(target);
      if (names.length === 0 || !onto) return;
      if (onto.type === 'RECORD') await drop(names, { kind: onto.kind, key: onto.key, label: onto.name });
      else if (onto.type === 'LOOSE') await drop(names, null);
    },
  };
}
