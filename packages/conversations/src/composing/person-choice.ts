import type { Turn } from './turn.ts';

const PERSON_CHOICE = 'person';
const WAY_OUT = 'none';

/** Whether a choice is the one for a person, offered now or before. */
export function isPersonChoice(choiceId: string): boolean {
  return isOneOf(PERSON_CHOICE, choiceId);
}

/** Whether a choice is the way out of a question back, which brings a person too: the bot knows no answer. */
export function isWayOut(choiceId: string): boolean {
  return isOneOf(WAY_OUT, choiceId);
}

/** The choice for a person; one offered before an agent handed the conversation back is told from one offered since. */
export function personChoiceOf(turn: Turn): string {
  return since(turn, PERSON_CHOICE);
}

/** The way out of a question back, told apart in the same way. */
export function wayOutOf(turn: Turn): string {
  return since(turn, WAY_OUT);
}

function isOneOf(choice: string, choiceId: string): boolean {
  return choiceId === choice || choiceId.startsWith(`${choice}:`);
}

function since({ conversation: { handedBack, epoch } }: Turn, choice: string): string {
  return handedBack ? `${choice}:${epoch ?? 0}` : choice;
}
