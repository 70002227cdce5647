import { parseCodeowners } from '@steward/domain/code/codeowners-parse.ts';
import { newCodeownersPlace } from '@steward/domain/code/edit/claim-rule.ts';
import { type ClaimTarget, probeOf } from '@steward/domain/code/edit/claim-target.ts';
import { hostOfKey } from '@steward/domain/code/repository-key.ts';
import { declaresRecord } from '@steward/domain/exchange/catalog-info/set-owner.ts';
import * as vscode from 'vscode';
import { type ClaimChoice, claimChoices, rootPath } from '../../core/claim/claim-choices.ts';
import { addressInside, type FileAddress, pathInside } from '../../core/file-address.ts';
import { type FileAnswer, ownersOf } from '../../core/file-answer.ts';
import { fileFacts } from '../../core/file-facts.ts';
import { ownerWords } from '../../core/file-words.ts';
import { addRepository } from '../add-repository/add-repository.ts';
import { chooseDialect } from '../commands/choose-dialect.ts';
import type { Steward } from '../steward.ts';
import type { Writing } from '../writing/writing.ts';
import { type RulesFile, writeCatalogOwner, writeLine, writeRules } from './change-files.ts';
import { choiceItem } from './choice-item.ts';
import { chooseOwner } from './choose-owner.ts';
import { textInEditor } from './edit-file.ts';
import { nameOnHost } from './name-on-host.ts';
import { writeOwner } from './write-owner.ts';

/** Says who owns a file or a folder: on record, in CODEOWNERS or in a catalog file. `wrong`: it has an owner, the wrong one. */
export async function claimFile(
  writing: Writing,
  given: vscode.Uri | undefined,
  { wrong }: { wrong: boolean },
): Promise<void> {
  const { steward } = writing;
  const uri = given ?? steward.active.uri();
  const place = uri && steward.model.codeowners(uri);
  const path = place && uri && pathInside(place.root, uri);
  if (!uri || !place || path === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a file of a folder that is opened here, then say who owns it.'),
    );
    return;
  }
  const target: ClaimTarget = { path, folder: await isFolder(uri) };
  const answer = steward.model.answer(addressInside(place.root, probeOf(target)));
  const catalogFile = await catalogBeside(answer, place.root);
  const choices = claimChoices({ answer, target, catalogFile, wrong });
  const chosen = await vscode.window.showQuickPick(
    choices.map((choice) => choiceItem(choice, answer)),
    { title: vscode.l10n.t('Who owns {0}?', path), placeHolder: nowWords(answer), matchOnDetail: true },
  );
  if (chosen) await follow(writing, chosen.choice, { answer, uri });
}

/** What decides now, in one line. */
function nowWords(answer: FileAnswer): string {
  const facts = fileFacts(answer, vscode.l10n);
  const why = facts.find(({ id }) => id === 'why' || id.startsWith('rule:'))?.value;
  return [vscode.l10n.t('Now: {0}', ownerWords(ownersOf(answer), vscode.l10n)), why]
    .filter(Boolean)
    .join(' · ');
}

type Place = { answer: FileAnswer; uri: vscode.Uri };

async function follow(writing: Writing, choice: ClaimChoice, { answer, uri }: Place): Promise<void> {
  const { steward } = writing;
  switch (choice.kind) {
    case 'UNKNOWN_REPOSITORY':
      return addRepository(steward, uri);
    case 'NO_COMPONENT':
      await vscode.commands.executeCommand('steward.findRecord');
      return;
    case 'RECORD': {
      const { record, holders } = choice;
      const title = vscode.l10n.t('Owner of {0}, on record', record.name);
      const chosen = await chooseOwner(steward, { title });
      if (chosen?.type === 'HOLDER') await writeOwner(writing, { record, owner: chosen.holder, holders });
      return;
    }
    case 'CATALOG': {
      const title = vscode.l10n.t('Owner of {0} in {1}', choice.record.name, choice.file);
      const chosen = await chooseOwner(steward, { title });
      if (chosen?.type !== 'HOLDER' || !('repository' in answer)) return;
      const file = vscode.Uri.from(addressInside(answer.repository.root, choice.file));
      return writeCatalogOwner(file, choice.record, chosen.holder);
    }
    default:
      return claimInRules(steward, choice, uri);
  }
}

async function claimInRules(
  steward: Steward,
  choice: Extract<ClaimChoice, { kind: 'LINE' | 'RULE' }>,
  uri: vscode.Uri,
): Promise<void> {
  const file = await rulesFile(steward, uri);
  if (!file) return;
  const { rules } = parseCodeowners(await textInEditor(file.uri), file.dialect);
  const names = [...new Set(rules.flatMap(({ owners }) => owners))].sort();
  const chosen = await chooseOwner(steward, { title: vscode.l10n.t('Owner of {0}', choice.pattern), names });
  const name = chosen && (await nameOnHost(steward, chosen, file));
  if (name === undefined) return;
  if (choice.kind === 'LINE') await writeLine(file, choice.line, [name]);
  else await writeRules(file, [choice.target], [name]);
}

/** The CODEOWNERS that counts, or the place where its host would look first; asks how it is read where nothing says it. */
export async function rulesFile(
  steward: Steward,
  uri: vscode.Uri,
): Promise<(RulesFile & { host: string }) | undefined> {
  for (let asked = false; ; asked = true) {
    const place = steward.model.codeowners(uri);
    if (!place) return undefined;
    const root = vscode.Uri.from(place.root);
    const set = vscode.workspace.getConfiguration('steward', root).get<string>('codeowners.dialect');
    const dialect = set === 'github' ? 'GITHUB' : set === 'gitlab' ? 'GITLAB' : place.dialect;
    if (dialect && place.choice.kind !== 'UNDECIDED') {
      const file = place.choice.kind === 'CHOSEN' ? place.choice.file : newCodeownersPlace(dialect);
      const host = place.key === undefined ? '' : hostOfKey(place.key);
      return { uri: vscode.Uri.from(addressInside(place.root, file)), dialect, host };
    }
    if (asked || !(await chooseDialect(root))) return undefined;
    await steward.model.reload();
  }
}

/** A catalog file in a folder of the component that declares it. */
async function catalogBeside(answer: FileAnswer, root: FileAddress): Promise<string | undefined> {
  const component = answer.state === 'KNOWN' ? answer.context.component : null;
  for (const folder of component?.declaredOwner ? [] : (component?.roots ?? [])) {
    const file = [rootPath(folder), 'catalog-info.yaml'].filter((name) => name !== '').join('/');
    const text = await textInEditor(vscode.Uri.from(addressInside(root, file)));
    if (component && declaresRecord(text, { kind: 'Component', key: component.key })) return file;
  }
  return undefined;
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    return false;
  }
}
