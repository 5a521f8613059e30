/** Names the engine in traces; it changes with what the same FAQs and the same question come to. */
export const engineVersion = '4';
