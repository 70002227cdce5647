/** The part of an editor's address that says where a file lies; the editor's own URIs have this shape. */
export interface FileAddress {
  scheme: string;
  authority: string;
  /** Begins with `/`, in forward slashes on every system. */
  path: string;
}

/** The same text for the same place; a folder may be opened with a slash behind its name. */
export function addressKey({ scheme, authority, path }: FileAddress): string {
  return `${scheme}://${authority}${path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path}`;
}

/** `path` seen from `folder`, without a leading slash; undefined when it does not lie inside. */
export function pathInside(folder: FileAddress, file: FileAddress): string | undefined {
  if (folder.scheme !== file.scheme || folder.authority !== file.authority) return undefined;
  const prefix = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return file.path.startsWith(prefix) && file.path.length > prefix.length
    ? file.path.slice(prefix.length)
    : undefined;
}

/** The address of `path` (relative, forward slashes) inside `folder`. */
export function addressInside(folder: FileAddress, path: string): FileAddress {
  return {
    scheme: folder.scheme,
    authority: folder.authority,
    path: folder.path.endsWith('/') ? `${folder.path}${path}` : `${folder.path}/${path}`,
  };
}

/** The folder that holds this place; undefined at the top. */
export function parentFolder(address: FileAddress): FileAddress | undefined {
  const trimmed = address.path.replace(/\/+$/, '');
  const cut = trimmed.lastIndexOf('/');
  if (trimmed === '' || cut < 0) return undefined;
  return { scheme: address.scheme, authority: address.authority, path: trimmed.slice(0, cut) || '/' };
}
