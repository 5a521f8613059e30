import type { Account } from './account.ts';
import type { Params } from './read-params.ts';

/** What a call is carried out with: everything in it is as published. */
export interface StripeCallInput {
  readonly ids: readonly string[];
  readonly params: Params;
}

/** Carries a call out and says what is answered; a refusal is thrown. */
export type Answer = (account: Account, input: StripeCallInput) => unknown;

/** Calls by their published name, such as `POST /v1/customers`. */
export type Answers = Readonly<Record<string, Answer>>;

/** The id in a call's path. */
export function idOf({ ids }: StripeCallInput): string {
  return ids[0] ?? '';
}
