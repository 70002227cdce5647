/** How the key of a kind is made. Registers take the next number of a sequence that begins at 1001. */
export type KeyForm = { form: 'slug' } | { form: 'repository' } | { form: 'register'; prefix: string };

export const slugPattern = /^[a-z0-9][a-z0-9._~-]{0,126}$/;
const repositoryPattern = /^[a-z0-9][a-z0-9.-]*(\/[^/\s\\?#%\p{C}\ufffd]+)+$/iu;

export type KeyResult = { ok: true; key: string } | { ok: false; message: string };

/** Brings a key given by a person to the form it is stored in, or says what is wrong with it. */
export function normalizeKey(form: KeyForm, raw: string): KeyResult {
  const key = raw.trim();
  if (form.form === 'repository') {
    if (
      key.length <= 300 &&
      repositoryPattern.test(key) &&
      !key.split('/').some((s) => s === '.' || s === '..')
    ) {
      const [host = '', ...path] = key.split('/');
      return { ok: true, key: [host.toLowerCase(), ...path].join('/') };
    }
    return { ok: false, message: 'must be host/path, such as github.com/acme/pay' };
  }
  const lower = key.toLowerCase();
  if (form.form === 'slug' && slugPattern.test(lower)) return { ok: true, key: lower };
  if (form.form === 'register' && new RegExp(`^${form.prefix}-[0-9]+$`, 'i').test(key))
    return { ok: true, key: key.toUpperCase() };
  return {
    ok: false,
    message:
      'must begin with a letter or digit and hold only a-z, 0-9, ".", "_", "~" and "-", at most 127 characters',
  };
}

/** Keys are looked up without case. Text that can be no key finds nothing: what no column takes is put out of the way. */
export const lookupKey = (key: string): string =>
  key.trim().toLowerCase().toWellFormed().replaceAll('\u0000', '\ufffd');

/** A key made of a name people read, as the editor proposes it. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9._~]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, 127);
}
