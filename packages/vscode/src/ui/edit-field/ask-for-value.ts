import * as vscode from 'vscode';
import { findRecords } from '../../core/portfolio-source.ts';
import { isKindName } from '../../core/record-address.ts';
import type { EditableField, TextProblem } from '../../core/record-fields.ts';
import type { StewardRecord } from '../../core/record-writer.ts';
import { findRecord } from '../portfolio/find-record.ts';
import type { Steward } from '../steward.ts';

export interface Asked {
  record: Pick<StewardRecord, 'label'>;
  field: EditableField;
  /** What stands in the input at first. */
  value: unknown;
  /** What was wrong with that value. */
  problem: string | undefined;
}

/** The new value of a field, null for none; undefined when the person leaves. */
export async function askForValue(steward: Steward, asked: Asked): Promise<unknown> {
  const { form } = asked.field;
  switch (form.type) {
    case 'text':
      return askForText(asked, (text) => {
        const problem = form.check(text);
        return problem && problemWords(problem);
      });
    case 'integer': {
      const text = await askForText(asked, (typed) => {
        const number = Number(typed);
        const isRight = Number.isInteger(number) && number >= form.least && number <= form.most;
        return isRight ? undefined : vscode.l10n.t('A whole number from {0} to {1}', form.least, form.most);
      });
      return typeof text === 'string' ? Number(text) : text;
    }
    case 'boolean':
      return choose(asked, [
        { label: vscode.l10n.t('Yes'), value: true },
        { label: vscode.l10n.t('No'), value: false },
      ]);
    case 'choice':
      return choose(
        asked,
        form.values.map(({ value, description }) => ({ label: value, description, value })),
      );
    case 'reference':
      return askForRecord(steward, asked, form.to);
  }
}

async function askForText(
  { record, field, value, problem }: Asked,
  check: (text: string) => string | undefined,
): Promise<string | null | undefined> {
  const text = await vscode.window.showInputBox({
    title: titleOf(record, field),
    prompt: problem ?? field.description,
    value: value === null ? '' : String(value),
    ignoreFocusOut: true,
    validateInput: (typed) => (typed === '' && field.isOptional ? undefined : check(typed)),
  });
  return text === '' && field.isOptional ? null : text;
}

interface ValueItem extends vscode.QuickPickItem {
  value: unknown;
}

async function choose({ record, field, value, problem }: Asked, values: ValueItem[]): Promise<unknown> {
  const items = field.isOptional ? [...values, emptyItem()] : values;
  const chosen = await vscode.window.showQuickPick(
    items.map((item) => ({ ...item, picked: item.value === value })),
    { title: titleOf(record, field), placeHolder: problem ?? field.description, ignoreFocusOut: true },
  );
  return chosen?.value;
}

async function askForRecord(steward: Steward, asked: Asked, kind: string): Promise<unknown> {
  const { record, field, value, problem } = asked;
  if (field.isOptional && value !== null) {
    const another = { label: vscode.l10n.t('Another…'), value: undefined };
    const items: ValueItem[] = [another, emptyItem()];
    const chosen = await vscode.window.showQuickPick(items, { title: titleOf(record, field) });
    if (chosen?.value !== undefined || !chosen) return chosen?.value;
  }
  const kinds = isKindName(kind) ? [kind] : null;
  const found = await findRecord(
    (text, signal) => findRecords(steward.connection.request, { text, kinds }, signal),
    { title: titleOf(record, field), placeholder: problem ?? field.description },
  );
  return found?.key;
}

const emptyItem = (): ValueItem => ({ label: vscode.l10n.t('(empty)'), value: null });

const titleOf = (record: Asked['record'], field: EditableField): string =>
  vscode.l10n.t('{0} of {1}', field.title, record.label);

function problemWords(problem: TextProblem): string {
  switch (problem.what) {
    case 'SHORT':
      return problem.bound === 1
        ? vscode.l10n.t('It must not be empty')
        : vscode.l10n.t('At least {0} characters', problem.bound);
    case 'LONG':
      return vscode.l10n.t('At most {0} characters', problem.bound);
    case 'FORM':
      return problem.message ?? vscode.l10n.t('It is not of the right form');
  }
}
