import type { FileAction } from './file-words.ts';
import type { RecordName } from './record-address.ts';

/** One line of the card, of the view and of the hover. */
export interface FileFact {
  /** The same for the same fact of any file, so that a tree keeps its place. */
  id: string;
  label: string;
  value: string;
  /** Name of a product icon. */
  icon: string;
  action?: FileAction | undefined;
  /** The record that the line is about. */
  record?: RecordName | undefined;
  /** An address to open: a page or an e-mail. */
  link?: string | undefined;
  /** What belongs to it, such as the contacts of a person. */
  parts?: FileFact[] | undefined;
}
