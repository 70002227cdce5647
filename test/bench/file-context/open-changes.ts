import { setTimeout as wait } from 'node:timers/promises';
import { knownFile } from '../dataset/known-file.ts';
import type { LoadTarget } from '../support/http-load.ts';
import { type OpenLoadResult, openLoad } from '../support/open-load.ts';
import { editThrough } from './edits.ts';
import { stewardBody } from './question.ts';

const change = 'nodes { key title state plannedStart plannedEnd }';
const bodyOf = (query: string, variables: object) => JSON.stringify({ query, variables });

/** Open changes by system, by component and by path, of another record each time. */
function openChangesBody(n: number): string {
  const key = Math.floor(n / 3);
  if (n % 3 === 0)
    return bodyOf(
      `query ($key: String!) { system(key: $key) { key openChanges { totalCount ${change} } } }`,
      {
        key: `system-${key % 500}`,
      },
    );
  if (n % 3 === 1)
    return bodyOf(
      `query ($key: String!) { component(key: $key) { key openChanges { totalCount ${change} } } }`,
      {
        key: `component-${key % 2_500}`,
      },
    );
  return stewardBody(
    [`src/service-${key}/main.ts`],
    `${knownFile.repository.replace(/\d+$/, '')}${1 + (key % 2_000)}`,
  );
}

/** The steady rate of a thousand editors, most of whose files nobody else has open, while somebody edits each second. */
export async function whileEdited(asked: LoadTarget, other: LoadTarget, ms: number): Promise<OpenLoadResult> {
  const over = new AbortController();
  const editing = (async () => {
    for (let n = 0; !over.signal.aborted; n++) {
      await editThrough(other, `Change 0 for the ${n}th time`);
      await wait(1_000, undefined, { signal: over.signal }).catch(() => {});
    }
  })();
  try {
    return await openLoad(asked, {
      perSecond: 10,
      ms,
      body: openChangesBody,
      isRight: (answer) => /"openChanges":|"changes":/.test(answer),
    });
  } finally {
    over.abort();
    await editing;
  }
}
