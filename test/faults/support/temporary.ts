import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A data directory that does not exist yet; it and its parent are gone when the test is over. */
export function freshDirectory(): string {
  const parent = mkdtempSync(join(tmpdir(), 'steward-faults-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, 'data');
}
