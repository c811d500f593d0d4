type Colour = readonly [red: number, green: number, blue: number, alpha: number];

function parse(css: string | undefined): Colour {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/iu.exec(css ?? '');
  if (hex) return [byte(hex[1]), byte(hex[2]), byte(hex[3]), 1];
  const numbers = /^rgba?\(([^)]+)\)$/u
    .exec(css ?? '')?.[1]
    ?.split(',')
    .map(Number);
  const [red, green, blue, alpha = 1] = numbers ?? [];
  if (red === undefined || green === undefined || blue === undefined)
    throw new Error(`no colour: ${css ?? ''}`);
  return [red, green, blue, alpha];
}

function byte(hex: string | undefined): number {
  return Number.parseInt(hex ?? '', 16);
}

/** A colour as it appears on an opaque background. */
export function onBackground(css: string | undefined, background: string | undefined): string {
  const [red, green, blue, alpha] = parse(css);
  const [backRed, backGreen, backBlue] = parse(background);
  const mixed = [
    [red, backRed],
    [green, backGreen],
    [blue, backBlue],
  ].map(([front = 0, back = 0]) => front * alpha + back * (1 - alpha));
  return `rgb(${mixed.join(', ')})`;
}

/** Contrast of two opaque colours as WCAG 2 defines it, 1 to 21. */
export function contrast(one: string | undefined, other: string | undefined): number {
  const [a, b] = [luminance(parse(one)), luminance(parse(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
