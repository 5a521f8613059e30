export const gapStates = ['open', 'answered', 'ignored'] as const;
export type GapState = (typeof gapStates)[number];

/** Which gaps the address asks for; the open ones are not named in it. */
export function readState({ state }: Record<string, unknown>): { readonly state?: GapState } {
  const found = gapStates.find((each) => each === state);
  return found === undefined || found === 'open' ? {} : { state: found };
}
