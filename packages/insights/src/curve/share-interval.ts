const Z = 1.96;

/**
 * Between which shares (0–1) the true one lies, with 95 % confidence, when `right` of `n` were right: Wilson's score interval
 * (Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927). 0 to 1 for none.
 */
export function shareInterval(right: number, n: number): { readonly low: number; readonly high: number } {
  if (n === 0) return { low: 0, high: 1 };
  const share = right / n;
  const middle = share + (Z * Z) / (2 * n);
  const reach = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  return { low: Math.max(0, (middle - reach) / scale), high: Math.min(1, (middle + reach) / scale) };
}
