/** Text of files or servers as a terminal may show it: nothing in it can steer the terminal or hide a part. */
export const printable = (text: string): string =>
  text.replace(/[^\P{Cc}\t\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
