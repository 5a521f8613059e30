/** How a document of the domain is stored: its id is the key. */
export type Stored<T extends { readonly id: string }> = Omit<T, 'id'> & { _id: T['id'] };

/** `erasureId`: it was there when that erasure of a person began, and goes with it. */
export type Erasable = { erasureId?: string };
