/** What a text was read as, or what is wrong with it, worded to follow the setting's name. */
export type ParsedSetting<T> = { ok: true; value: T } | { ok: false; problem: string };

const read = <T>(value: T): ParsedSetting<T> => ({ ok: true, value });
const refuse = (problem: string): { ok: false; problem: string } => ({ ok: false, problem });

/** The levels of the log, the most talkative first. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export function parseHost(text: string): ParsedSetting<string> {
  const host = text.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return isHost(host)
    ? read(host)
    : refuse(`is "${text}": give an address of this machine such as 127.0.0.1, without a port`);
}

/** Names and addresses as they stand in the header `Host`, without a port. */
export function parseHosts(texts: readonly string[]): ParsedSetting<readonly string[]> {
  const hosts = texts.map((text) => text.replace(/^\[(.*)\]$/, '$1').toLowerCase());
  const wrong = hosts.findIndex((host) => !isHost(host));
  return wrong < 0
    ? read([...new Set(hosts)])
    : refuse(`holds "${texts[wrong]}": give names such as steward.example.org, without a port`);
}

const isHost = (host: string): boolean =>
  /^[a-z0-9]([a-z0-9.-]{0,252})$/.test(host) || (/^[0-9a-f:.]{2,45}$/.test(host) && host.includes('::'));

export function parsePort(text: string): ParsedSetting<number> {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535
    ? read(Number(text))
    : refuse(`is "${text}": give a port from 1 to 65535, or 0 to let the system choose one`);
}

export function parsePath(text: string): ParsedSetting<string> {
  return text.includes('\0') ? refuse('holds a NUL character: give the path of a directory') : read(text);
}

export function parseLogLevel(text: string): ParsedSetting<(typeof logLevels)[number]> {
  const level = logLevels.find((known) => known === text);
  return level === undefined ? refuse(`is "${text}": choose one of ${logLevels.join(', ')}`) : read(level);
}

/** The value is secret: of a wrong one no more is said than which kind of address it begins as. */
export function parseDatabaseUrl(text: string): ParsedSetting<string> {
  const scheme = /^([a-z][a-z0-9+.-]{0,19}):\/\//i.exec(text)?.[1]?.toLowerCase();
  const fix = 'give a PostgreSQL address such as postgresql://user:password@host:5432/steward';
  if (scheme === undefined) return refuse(`is no address: ${fix}`);
  if (scheme !== 'postgres' && scheme !== 'postgresql')
    return refuse(`is an address of another kind (${scheme}): ${fix}`);
  if (!URL.canParse(text)) return refuse(`can not be read as an address: ${fix}`);
  const { hostname, pathname, searchParams } = new URL(text);
  if (hostname === '' && !searchParams.has('host')) return refuse(`names no host: ${fix}`);
  return /^\/[^/]+$/.test(pathname) ? read(text) : refuse(`names no database after the host: ${fix}`);
}

export function parseServer(text: string): ParsedSetting<string> {
  const fix = 'give an address such as http://127.0.0.1:4000';
  if (text.includes('@'))
    return refuse('holds a user or a password: take them out and give a token in STEWARD_TOKEN');
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return refuse(`is "${text}": ${fix}`);
  const url = new URL(text);
  if (url.search !== '' || url.hash !== '') return refuse(`is "${text}": leave out what follows "?" or "#"`);
  return read(url.href.replace(/\/+$/, ''));
}

/** The value is secret: nothing of it is said. */
export function parseToken(text: string): ParsedSetting<string> {
  return /^[\x21-\x7e]+$/.test(text)
    ? read(text)
    : refuse('holds spaces or characters that no token has: copy it again from `steward token`');
}

export function parseOrigins(texts: readonly string[]): ParsedSetting<readonly string[]> {
  for (const text of texts)
    if (!isOrigin(text))
      return refuse(
        `holds ${text.includes('@') ? 'an entry with a user' : `"${text}"`}: give exact origins such as https://portal.example.org, without a path`,
      );
  return read([...new Set(texts)]);
}

export function parseOrigin(text: string): ParsedSetting<string> {
  const origin = text.replace(/\/$/, '');
  return isOrigin(origin)
    ? read(origin)
    : refuse(
        `is ${text.includes('@') ? 'an address with a user' : `"${text}"`}: give an address such as https://steward.example.org, without a path`,
      );
}

const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
