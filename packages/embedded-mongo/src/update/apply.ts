import type { Doc, Value } from '../bson/value.ts';

/** What an operator makes of a field's old value; undefined for none, before and after. */
export type Apply = (old: Value | undefined, doc: Doc) => Value | undefined;
