import { describe, expect, it } from 'vitest';
import { isLoopbackName } from './loopback.ts';
import { nearestName } from './nearest-name.ts';
import {
  type ParsedSetting,
  parseDatabaseUrl,
  parseHost,
  parseOrigins,
  parsePath,
  parsePort,
  parseServer,
  parseToken,
} from './parse-setting.ts';

const outcome = <T>(parsed: ParsedSetting<T>) => (parsed.ok ? parsed.value : parsed.problem);

describe('parsePort', () => {
  it.each(['0', '1', '4000', '65535'])('reads %s', (text) =>
    expect(outcome(parsePort(text))).toBe(Number(text)),
  );
  it.each(['65536', '-1', '4000.5', '4e3', ' 4000', '0x10', '٤٠٠٠', '100000'])('refuses "%s"', (text) =>
    expect(parsePort(text).ok).toBe(false),
  );
});

describe('parseHost', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['127.8.0.255', '127.8.0.255'],
    ['::1', '::1'],
    ['[::1]', '::1'],
    ['LOCALHOST', 'localhost'],
  ])('reads %s', (text, host) => expect(outcome(parseHost(text))).toBe(host));
  it.each(['0.0.0.0', '::', '192.168.1.5', 'steward.example.org'])('reads %s, which needs sign-in', (text) =>
    expect(outcome(parseHost(text))).toBe(text),
  );
  it.each(['localhost:4000', 'http://localhost', 'a b', '-a', '[::1', ':', '*'])('refuses %s', (text) =>
    expect(outcome(parseHost(text))).toBe(
      `is "${text}": give an address of this machine such as 127.0.0.1, without a port`,
    ),
  );
});

describe('isLoopbackName', () => {
  it.each(['127.0.0.1', '127.8.0.255', '::1', '[::1]', 'LOCALHOST'])('knows %s', (text) =>
    expect(isLoopbackName(text)).toBe(true),
  );
  it.each(['0.0.0.0', '::', 'localhost.evil.org', '127.0.0.1.evil.org', '127.0.0.256', '127.0.0.01'])(
    'is not taken in by %s',
    (text) => expect(isLoopbackName(text)).toBe(false),
  );
});

describe('parsePath', () => {
  it('refuses only what no path can be', () => {
    expect(outcome(parsePath('../a b'))).toBe('../a b');
    expect(outcome(parsePath('a\0b'))).toBe('holds a NUL character: give the path of a directory');
  });
});

describe('parseDatabaseUrl', () => {
  const fix = 'give a PostgreSQL address such as postgresql://user:password@host:5432/steward';
  it.each([
    'postgres://db/steward',
    'postgresql://u:p%40ss@db.example.org:5432/steward?sslmode=require',
    'postgresql:///steward?host=/var/run/postgresql',
  ])('reads %s', (text) => expect(outcome(parseDatabaseUrl(text))).toBe(text));
  it.each([
    ['mysql://u:p@db/steward', `is an address of another kind (mysql): ${fix}`],
    ['file:./dev.db', `is no address: ${fix}`],
    ['secret', `is no address: ${fix}`],
    ['postgres://u:p@db:port/steward', `can not be read as an address: ${fix}`],
    ['postgres:///steward', `names no host: ${fix}`],
    ['postgres://db', `names no database after the host: ${fix}`],
    ['postgres://db/', `names no database after the host: ${fix}`],
  ])('refuses %s', (text, problem) => expect(outcome(parseDatabaseUrl(text))).toBe(problem));
});

describe('parseServer', () => {
  const fix = 'give an address such as http://127.0.0.1:4000';
  it.each([
    ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000'],
    ['HTTPS://Steward.Example.org', 'https://steward.example.org'],
    ['https://example.org/steward/', 'https://example.org/steward'],
  ])('reads %s', (text, address) => expect(outcome(parseServer(text))).toBe(address));
  it.each([
    ['127.0.0.1:4000', `is "127.0.0.1:4000": ${fix}`],
    ['ftp://a', `is "ftp://a": ${fix}`],
    ['http://', `is "http://": ${fix}`],
    ['http://u:p@a', 'holds a user or a password: take them out and give a token in STEWARD_TOKEN'],
    ['http://a/?x=1', 'is "http://a/?x=1": leave out what follows "?" or "#"'],
  ])('refuses %s', (text, problem) => expect(outcome(parseServer(text))).toBe(problem));
});

describe('parseToken', () => {
  it('reads a token and refuses spaces', () => {
    expect(outcome(parseToken('aB3._~-'))).toBe('aB3._~-');
    expect(parseToken('two words').ok).toBe(false);
    expect(parseToken('line\n').ok).toBe(false);
  });
});

describe('parseOrigins', () => {
  it('reads exact origins, each once', () => {
    expect(outcome(parseOrigins(['https://a.org', 'http://localhost:3000', 'https://a.org']))).toEqual([
      'https://a.org',
      'http://localhost:3000',
    ]);
    expect(outcome(parseOrigins([]))).toEqual([]);
  });
  it.each(['*', 'https://a.org/', 'https://a.org/x', 'a.org', 'null', 'https://A.org', 'ftp://a.org', ''])(
    'refuses "%s"',
    (text) =>
      expect(outcome(parseOrigins([text]))).toBe(
        `holds "${text}": give exact origins such as https://portal.example.org, without a path`,
      ),
  );
  it('shows no password', () => {
    expect(outcome(parseOrigins(['https://ada:hunter2@a.org']))).not.toContain('hunter2');
  });
});

describe('nearestName', () => {
  it('forgives case, separators and two letters, and no more', () => {
    const known = ['port', 'logLevel', 'data'];
    expect(nearestName('LOG_LEVEL', known)).toBe('logLevel');
    expect(nearestName('loglevle', known)).toBe('logLevel');
    expect(nearestName('prt', known)).toBe('port');
    expect(nearestName('verbose', known)).toBeNull();
    expect(nearestName('pqrs', known)).toBeNull();
    expect(nearestName('dotobaseUrl', ['databaseUrl'])).toBe('databaseUrl');
    expect(nearestName('dotoboseUrl', ['databaseUrl'])).toBeNull();
  });
});
