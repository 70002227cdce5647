import type { Page } from 'playwright-core';

/**
 * Whether a window would know of a text after a reload: the editor writes down every few seconds what is open, and not when
 * the page goes.
 */
export const isKept = (page: Page, text: string): Promise<boolean> =>
  page.evaluate<boolean>(`(async () => {
    const settled = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name));
      try {
        for (const store of database.objectStoreNames) {
          const values = await settled(database.transaction(store).objectStore(store).getAll());
          if (values.some((value) => typeof value === 'string' && value.includes(${JSON.stringify(text)}))) return true;
        }
      } finally {
        database.close();
      }
    }
    return false;
  })()`);
