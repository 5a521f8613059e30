/**
 * Without what no database and no platform takes (NUL, halves of surrogate pairs), and at most `limit` characters,
 * never cut inside a pair.
 */
export function cleanText(text: string, limit: number): string {
  const whole = text.replaceAll('\u0000', '').toWellFormed();
  return (whole.codePointAt(limit - 1) ?? 0) > 0xffff ? whole.slice(0, limit - 1) : whole.slice(0, limit);
}

/** Whether a text has anything but spaces, controls and characters without a shape: platforms refuse a blank one. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Cc}\p{Cf}\p{Z}\p{DI}]/u.test(text);
}
