import { NumberInput } from '@mantine/core';

/** A whole number; what is none is left to the form to object to. */
export function Whole({
  label,
  value,
  least = 1,
  most = 10_080,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly least?: number;
  readonly most?: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <NumberInput
      label={label}
      min={least}
      max={most}
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      value={Number.isNaN(value) ? '' : value}
      error={!(value >= least && value <= most)}
      onChange={(next) => onChange(typeof next === 'number' ? next : Number.NaN)}
    />
  );
}
