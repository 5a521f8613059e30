/** An id that no other term has. */
export function newTermId(): string {
  return crypto.randomUUID();
}
