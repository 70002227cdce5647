const units = [
  { name: 'd', seconds: 86_400n },
  { name: 'h', seconds: 3600n },
  { name: 'min', seconds: 60n },
] as const;

/** Whole seconds, and the digits after the point without zeros at their end. */
interface Seconds {
  readonly whole: bigint;
  readonly fraction: string;
}

/**
 * The duration to its last digit, such as `21 min 54 s`, `4 min 22.8 s` or `3 d 15 h 36 min`; units that are
 * zero are left out. Takes seconds as decimal text without an exponent; a negative duration begins with a minus sign.
 */
export function exactDuration(seconds: string): string {
  const total = secondsOf(seconds.replace(/^-/, ''));
  const negative = seconds.startsWith('-') && (total.whole > 0n || total.fraction !== '');
  return `${negative ? '-' : ''}${inUnits(total)}`;
}

/**
 * The duration as it stands on a tier card: ten minutes or more to the nearest minute, less cut to whole
 * seconds; below one second to its last digit, so that what is not zero is never shown as zero. For reading
 * only: promises are judged on the exact number. Takes seconds as decimal text, not negative.
 */
export function shortDuration(seconds: string): string {
  const { whole, fraction } = secondsOf(seconds);
  if (whole >= 600n) return inUnits({ whole: ((whole + 30n) / 60n) * 60n, fraction: '' });
  return inUnits({ whole, fraction: whole === 0n ? fraction : '' });
}

// Of texts and whole numbers: a library for decimals would be a tenth of the editor's bundle.
function secondsOf(text: string): Seconds {
  const [whole = '0', fraction = ''] = text.split('.');
  return { whole: BigInt(whole), fraction: fraction.replace(/0+$/, '') };
}

function inUnits({ whole, fraction }: Seconds): string {
  const words: string[] = [];
  let rest = whole;
  for (const { name, seconds } of units) {
    const count = rest / seconds;
    rest -= count * seconds;
    if (count > 0n) words.push(`${count} ${name}`);
  }
  if (rest > 0n || fraction !== '' || words.length === 0)
    words.push(`${rest}${fraction === '' ? '' : `.${fraction}`} s`);
  return words.join(' ');
}
