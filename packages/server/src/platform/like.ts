/** Text as a column can hold it: what none holds finds nothing instead of failing. */
export const storable = (text: unknown): string => String(text).toWellFormed().replaceAll('\u0000', '\ufffd');

/** Text that `contains` and `startsWith` take for what it is: Prisma hands it to LIKE as it stands. */
export const literally = (text: unknown): string => storable(text).replace(/[\\%_]/g, '\\$&');
