import type { PlannedImport } from '@steward/client/import.ts';
import { printPlanSummary, printPlanText } from '@steward/domain/exchange/print-plan.ts';
import * as vscode from 'vscode';
import type { PlanDocuments } from './plan-document.ts';

/** Shows what an import would do, whole if wanted, and asks. False when the person goes away. */
export async function confirmPlan(
  { plan, writes }: PlannedImport,
  documents: PlanDocuments,
): Promise<boolean> {
  const whole = { ...plan, writes: [] };
  const { repository } = plan;
  // Its summary begins with the repository's key, which the title says.
  const summary = printPlanSummary(whole).slice(repository.length + 2);
  const apply = {
    label: `$(check) ${vscode.l10n.t('Add {0}', repository)}`,
    description: vscode.l10n.t('{0} changes are written, all of them or none', writes),
    detail: summary,
  };
  const read = {
    label: `$(open-preview) ${vscode.l10n.t('Show the Whole Plan')}`,
    description: vscode.l10n.t('what is created, updated, kept and refused, each with its reason'),
  };
  for (;;) {
    const chosen = await vscode.window.showQuickPick([apply, read], {
      title: vscode.l10n.t('Steward: Add {0}', repository),
      placeHolder: vscode.l10n.t('Nothing is written yet'),
      ignoreFocusOut: true,
    });
    if (chosen !== read) return chosen === apply;
    await documents.show(repository, printPlanText(whole));
  }
}
