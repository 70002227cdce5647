/** True for the names under which only this machine itself is reached; brackets around an address count for nothing. */
export function isLoopbackName(hostname: string): boolean {
  const name = hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return name === 'localhost' || name === '::1' || isLoopback4(name);
}

const isLoopback4 = (host: string): boolean =>
  /^127(\.\d{1,3}){3}$/.test(host) &&
  host.split('.').every((part) => Number(part) <= 255 && part === String(Number(part)));
