/** Text of a file or a server as a terminal may show it: nothing in it can steer the terminal or fake a line. */
export const printable = (text: string): string =>
  text.replaceAll('\t', ' ').replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
