import * as vscode from 'vscode';
import { type DriftMark, driftMarks } from '../../core/drift-marks.ts';
import { addressInside, type FileAddress } from '../../core/file-address.ts';
import type { Steward } from '../steward.ts';
import type { Surface } from '../surface.ts';
import { fixTitle } from './fix-drift.ts';

const source = 'Steward';

/** Problems in open CODEOWNERS and catalog files: owners that another source names differently. */
export const driftSurface: Surface = {
  id: 'drift',
  open({ model }: Steward) {
    const collection = vscode.languages.createDiagnosticCollection('steward.drift');
    const show = (document: vscode.TextDocument) => {
      const { uri } = document;
      const drift = model.drift(uri);
      if (!drift) return collection.delete(uri);
      const marks = driftMarks(drift.findings, { ...drift, text: document.getText() }, vscode.l10n);
      collection.set(
        uri,
        marks.map((mark) => diagnosticOf(mark, drift.root)),
      );
    };
    // Not while somebody types: what is said about a line is as of its last save.
    const showAll = () => vscode.workspace.textDocuments.forEach(show);
    showAll();
    return vscode.Disposable.from(
      collection,
      vscode.workspace.onDidOpenTextDocument(show),
      vscode.workspace.onDidSaveTextDocument(show),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
      model.changed.listen(showAll),
      vscode.languages.registerCodeActionsProvider(
        { scheme: '*' },
        { provideCodeActions: (document, _, { diagnostics }) => actionsFor(model, document, diagnostics) },
      ),
    );
  },
};

function diagnosticOf({ line, start, end, certain, code, message, elsewhere }: DriftMark, root: FileAddress) {
  const severity = certain ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information;
  const diagnostic = new vscode.Diagnostic(new vscode.Range(line, start, line, end), message, severity);
  diagnostic.source = source;
  diagnostic.code = code;
  if (elsewhere) {
    const at = new vscode.Position(elsewhere.line - 1, 0);
    const place = new vscode.Location(vscode.Uri.from(addressInside(root, elsewhere.file)), at);
    const related = new vscode.DiagnosticRelatedInformation(
      place,
      vscode.l10n.t('The other owner is named here'),
    );
    diagnostic.relatedInformation = [related];
  }
  return diagnostic;
}

/** What makes the sources agree, and "hide this", stand where the problem is. */
function actionsFor(
  model: Steward['model'],
  document: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const own = diagnostics.filter((each) => each.source === source);
  if (own.length === 0) return [];
  const drift = model.drift(document.uri);
  const marks = drift ? driftMarks(drift.findings, { ...drift, text: document.getText() }, vscode.l10n) : [];
  const fixes = own.flatMap((diagnostic) => {
    const mark = marks.find(
      ({ line, message }) => line === diagnostic.range.start.line && message === diagnostic.message,
    );
    return (mark?.fixes ?? []).map((fix) =>
      action(fixTitle(fix), [diagnostic], {
        command: 'steward.fixDrift',
        arguments: [document.uri, fix],
      }),
    );
  });
  const hide = { command: 'steward.hideSurface', arguments: ['drift'] };
  return [...fixes, action(vscode.l10n.t('Hide owners that differ'), own, hide)];
}

function action(
  title: string,
  diagnostics: vscode.Diagnostic[],
  command: Omit<vscode.Command, 'title'>,
): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.diagnostics = diagnostics;
  made.command = { ...command, title };
  return made;
}
