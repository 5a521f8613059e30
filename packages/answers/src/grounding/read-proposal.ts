import { z } from 'zod';

/** What a model proposes to say, and from what. */
export interface Proposal {
  readonly answer: string;
  readonly faqIds: readonly string[];
  readonly isSupported: boolean;
}

const MOST_CHARACTERS = 20_000;

const schema = z
  .object({ answer: z.string(), faqIds: z.array(z.string()).max(20), supported: z.boolean() })
  .transform(({ supported, ...rest }) => ({ ...rest, isSupported: supported }));

/** Reads what a model said as a proposal; thoughts before it and a fence around it are overlooked, nothing else is. */
export function readProposal(said: string): Proposal | undefined {
  if (said.length > MOST_CHARACTERS) return undefined;
  const spoken = said.replace(/^\s*<think>[\s\S]*?<\/think>/, '').trim();
  const fenced = spoken.match(/^```(?:json)?\s*\n([\s\S]*?)\n?```$/)?.[1] ?? spoken;
  try {
    return schema.safeParse(JSON.parse(fenced)).data;
  } catch {
    return undefined;
  }
}
