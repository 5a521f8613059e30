const WIDTH = 112;
const HEIGHT = 28;
const LINE = 2;

/** A line through values from the oldest on the left to the newest on the right, in every language, from 0 up. */
export function Sparkline({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  const highest = Math.max(1, ...values);
  const step = (WIDTH - LINE) / Math.max(1, values.length - 1);
  const points = values.map(
    (value, at) =>
      `${(LINE / 2 + at * step).toFixed(1)},${(HEIGHT - LINE - (value / highest) * (HEIGHT - 2 * LINE)).toFixed(1)}`,
  );
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <title>{label}</title>
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="var(--mantine-primary-color-filled)"
        strokeWidth={LINE}
        strokeLinejoin="round"
      />
    </svg>
  );
}
