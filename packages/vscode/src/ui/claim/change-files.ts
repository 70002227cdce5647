import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import { changeOwners } from '@steward/domain/code/edit/change-owners.ts';
import { claimRule } from '@steward/domain/code/edit/claim-rule.ts';
import type { ClaimTarget } from '@steward/domain/code/edit/claim-target.ts';
import type { RuleEdit } from '@steward/domain/code/edit/rule-edit.ts';
import { changedText } from '@steward/domain/code/edit/text-change.ts';
import {
  catalogOwnerOf,
  type OwnerEdit,
  setCatalogOwner,
} from '@steward/domain/exchange/catalog-info/set-owner.ts';
import * as vscode from 'vscode';
import { catalogReference, type HolderName } from '../../core/claim/catalog-reference.ts';
import type { OwnedRecord } from '../../core/claim/claim-choices.ts';
import { editFile, textInEditor } from './edit-file.ts';

/** A CODEOWNERS file, there or to be made. */
export interface RulesFile {
  uri: vscode.Uri;
  dialect: CodeownersDialect;
}

/** Writes rules for just these files or folders. */
export async function writeRules(
  { uri, dialect }: RulesFile,
  targets: readonly ClaimTarget[],
  owners: readonly string[],
): Promise<void> {
  const before = await textInEditor(uri);
  let text = before;
  let edit: RuleEdit | undefined;
  for (const target of targets) {
    edit = claimRule(text, dialect, { target, owners });
    if (edit.kind === 'REFUSED') break;
    if (edit.kind === 'CHANGE') text = changedText(text, edit.change);
  }
  if (edit) await show(uri, edit, before, text);
}

/** Gives the rule on a line other owners. */
export async function writeLine(
  { uri, dialect }: RulesFile,
  line: number,
  owners: readonly string[],
): Promise<void> {
  const before = await textInEditor(uri);
  const edit = changeOwners(before, { dialect, line, owners });
  await show(uri, edit, before, edit.kind === 'CHANGE' ? changedText(before, edit.change) : before);
}

/** Names another owner in the catalog file that declares a record. */
export async function writeCatalogOwner(
  uri: vscode.Uri,
  record: OwnedRecord,
  owner: HolderName,
): Promise<void> {
  const before = await textInEditor(uri);
  const reference = catalogReference(owner, catalogOwnerOf(before, record));
  const edit = setCatalogOwner(before, record, reference);
  await show(uri, edit, before, edit.kind === 'CHANGE' ? changedText(before, edit.change) : before);
}

async function show(
  uri: vscode.Uri,
  edit: RuleEdit | OwnerEdit,
  before: string,
  after: string,
): Promise<void> {
  if (edit.kind === 'REFUSED') {
    void vscode.window.showErrorMessage(edit.message);
    return;
  }
  if (before !== after) return editFile(uri, after, edit.line);
  const at = new vscode.Position(edit.line - 1, 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
  void vscode.window.showInformationMessage(vscode.l10n.t('Line {0} says so already.', edit.line));
}
