import type { Page } from 'playwright-core';

export interface MarginSign {
  /** Number of the line that it stands beside. */
  line: number;
  /** Name of its picture, without the theme. */
  sign: string;
}

/** The extension's signs in the margin of the file in front, top to bottom. */
export async function marginSigns(page: Page): Promise<MarginSign[]> {
  return page.evaluate<MarginSign[]>(`(() => {
    const top = (element) => Math.round(element.getBoundingClientRect().top);
    const lines = new Map([...document.querySelectorAll('.margin-view-overlays .line-numbers')]
      .map((element) => [top(element), Number(element.textContent)]));
    return [...document.querySelectorAll('.glyph-margin-widgets .cgmr')].flatMap((element) => {
      const [, sign] = /change-(\\w+)-(?:light|dark)\\.svg/.exec(getComputedStyle(element).backgroundImage) ?? [];
      return sign ? [{ line: lines.get(top(element)), sign }] : [];
    }).sort((a, b) => a.line - b.line);
  })()`);
}
