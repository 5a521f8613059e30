import type { Transcript } from '../../conversation-parts/entry.ts';

/** A conversation as a transcript's newest page tells it. */
export type Conversation = Transcript['conversation'];
