import { Decimal } from 'decimal.js';

/** Decimal arithmetic with 60 significant digits: enough that no figure of this area is rounded on the way. */
export const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

/** Ratios are given to 20 decimals, as text; whole numbers and finite decimals come out as they are. */
export const ratioText = (ratio: Decimal): string => ratio.toDecimalPlaces(20).toFixed();
