export const suggestionStates = ['open', 'approved', 'rejected'] as const;
export type SuggestionState = (typeof suggestionStates)[number];

/** Which suggestions the address asks for; the open ones are not named in it. */
export function readState({ state }: Record<string, unknown>): { readonly state?: SuggestionState } {
  const found = suggestionStates.find((each) => each === state);
  return found === undefined || found === 'open' ? {} : { state: found };
}
