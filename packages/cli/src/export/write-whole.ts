import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Characters that are gathered before they are written. */
const chunk = 1_000_000;

/**
 * Writes a file as a whole: it stands under its name when all of it is written, and not at all when something fails.
 * What cannot be written is said; what the texts throw is thrown on.
 */
export async function writeWhole(
  cwd: string,
  name: string,
  texts: AsyncIterable<string>,
  onProgress: (lines: number) => void = () => {},
): Promise<{ ok: true } | { ok: false; message: string }> {
  const file = resolve(cwd, name);
  const partial = `${file}.part`;
  let whole = false;
  try {
    const handle = await open(partial, 'w').catch(failure);
    try {
      let gathered = '';
      let lines = 0;
      for await (const text of texts) {
        gathered += text;
        lines += 1;
        if (gathered.length < chunk) continue;
        await handle.writeFile(gathered).catch(failure);
        gathered = '';
        onProgress(lines);
      }
      await handle.writeFile(gathered).catch(failure);
      await handle.sync().catch(failure);
    } finally {
      await handle.close();
    }
    await rename(partial, file).catch(failure);
    whole = true;
    return { ok: true };
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw error;
    return { ok: false, message: `${name} cannot be written: ${error.message}` };
  } finally {
    if (!whole) await rm(partial, { force: true });
  }
}

class CannotWrite extends Error {}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there',
  EACCES: 'you may not write there',
  EISDIR: 'it is a folder',
  ENOSPC: 'no room is left on the disk',
};

function failure(error: NodeJS.ErrnoException): never {
  throw new CannotWrite(reasons[error.code ?? ''] ?? error.message);
}
