/** Turns a stored document into the plain object of the domain: `_id` becomes `id`; that it goes with an erasure is ours. */
export function fromDb<T extends { readonly _id: unknown; readonly erasureId?: string }>({
  _id,
  erasureId: _goes,
  ...rest
}: T): Omit<T, '_id' | 'erasureId'> & { id: T['_id'] } {
  return { ...rest, id: _id };
}

/** Turns a plain object of the domain into the document that is stored: `id` becomes `_id`. */
export function toDb<T extends { readonly id: unknown }>({ id, ...rest }: T): Omit<T, 'id'> & { _id: T['id'] } {
  return { ...rest, _id: id };
}

/** Whether the database refused a write because a unique index has that key already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11_000;
}
