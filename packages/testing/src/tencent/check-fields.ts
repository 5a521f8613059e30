import { z } from 'zod';

/** Says where an object breaks its shape, as one line, or returns it. */
export function checkFields<T>(
  shape: z.ZodType<T>,
  value: unknown,
): { readonly fields: T } | { readonly complaint: string } {
  const read = shape.safeParse(value);
  if (read.success) return { fields: read.data };
  const [issue] = read.error.issues;
  return { complaint: `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is wrong'}`.trim() };
}

/** A text of `min` to `max` bytes of UTF-8. */
export function bytesOf(min: number, max: number): z.ZodString {
  return z
    .string()
    .refine(
      (text) => Buffer.byteLength(text) >= min && Buffer.byteLength(text) <= max,
      `must be ${min} to ${max} bytes`,
    );
}
