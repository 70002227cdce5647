import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { askServer } from '../../support/ask-server.ts';
import { oneLine, pick, runCommand } from './workbench.ts';

type Place = Parameters<typeof askServer>[0];

export interface ReadRecord {
  revision: number;
  archivedAt: string | null;
  document: Record<string, unknown>;
}

/** A record as the server has it. */
export async function readRecord(server: Place, kind: string, key: string): Promise<ReadRecord> {
  const { record } = await askServer<{ record: ReadRecord }>(
    server,
    'query Look($kind: RecordKind!, $key: String!) { record(kind: $kind, key: $key) { revision archivedAt document } }',
    { kind, key },
  );
  return record;
}

/** Writes fields of a record as somebody else would, over whatever is there. */
export async function writeRecord(server: Place, kind: string, key: string, fields: object): Promise<void> {
  const { updateRecord } = await askServer<{ updateRecord: { message?: string } }>(
    server,
    'mutation Elsewhere($input: UpdateRecordInput!) { updateRecord(input: $input) { ... on UserError { message } } }',
    { input: { kind, key, fields: JSON.stringify(fields), expectedRevision: null } },
  );
  if (updateRecord.message) throw new Error(updateRecord.message);
}

/** Opens a record as a document through the palette. */
export async function openRecord(page: Page, words: string, key: string): Promise<void> {
  await runCommand(page, 'Steward: Edit as Document');
  const input = page.locator('.quick-input-widget .quick-input-filter input');
  await page.locator('.quick-input-title', { hasText: 'Which record?' }).waitFor();
  await input.fill(words);
  await pick(page, key);
  await recordTab(page, key).waitFor();
  await page.locator('.editor-instance .view-lines').first().waitFor();
}

export const recordTab = (page: Page, key: string) =>
  page.locator(`.tab.active[data-resource-name="${key}.json"]`);

/** True while the text in front is not saved. */
export const isDirty = async (page: Page, key: string): Promise<boolean> =>
  (await recordTab(page, key).and(page.locator('.dirty')).count()) > 0;

/** Replaces a text wherever it stands in the document in front, as a person does with Find and Replace. */
export async function replaceInDocument(page: Page, from: string, to: string): Promise<void> {
  await focusText(page);
  await runCommand(page, 'Replace');
  const find = page.locator('.find-widget.visible');
  await find.waitFor();
  await find.locator('.find-part textarea').fill(from);
  await expect.poll(async () => oneLine(await matches(page))).toMatch(/^\d+ of /);
  const replacement = find.locator('.replace-part textarea');
  await replacement.fill(to);
  await replacement.press('ControlOrMeta+Alt+Enter');
  await replacement.press('Escape');
  await find.waitFor({ state: 'hidden' });
}

const matches = async (page: Page): Promise<string> =>
  (await page.locator('.find-widget.visible .matchesCount').allTextContents()).join('');

const focusText = (page: Page) => page.locator('.editor-instance .monaco-editor .view-lines').last().click();

/** Selects a text in the document in front. */
export async function selectInDocument(page: Page, text: string): Promise<void> {
  await focusText(page);
  await page.keyboard.press('ControlOrMeta+F');
  const find = page.locator('.find-widget.visible');
  await find.waitFor();
  await find.locator('.find-part textarea').fill(text);
  await expect.poll(async () => oneLine(await matches(page))).toMatch(/^\d+ of /);
  await page.keyboard.press('Escape');
  await find.waitFor({ state: 'hidden' });
}

/** What the editor offers to write where the cursor is. */
export async function suggestions(page: Page): Promise<string[]> {
  const rows = page.locator('.suggest-widget.visible .monaco-list-row .label-name');
  return (await rows.allTextContents()).map(oneLine);
}

/** The lines of the document in front that are drawn. */
export const documentText = (page: Page): Promise<string> => linesOf(page.locator('.editor-instance').last());

/** The lines that an editor draws, top to bottom. */
export async function linesOf(editor: Locator): Promise<string> {
  const lines = editor.locator('.view-lines .view-line');
  const texts = await lines.evaluateAll((parts) =>
    parts
      .map((part) => ({
        top: Number.parseInt((part as unknown as { style: { top: string } }).style.top, 10),
        text: part.textContent ?? '',
      }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  return texts.map(oneLine).join('\n');
}

export const save = (page: Page): Promise<void> => page.keyboard.press('ControlOrMeta+S');
