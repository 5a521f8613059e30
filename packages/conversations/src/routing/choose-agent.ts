import type { Conversation, InboxRules, StaffProfile, UserId } from '@answerdesk/domain';

/** A member as routing sees them: what they take, whether they are there, and how many open conversations are theirs. */
export interface Agent
  extends Pick<
    StaffProfile,
    'userId' | 'capacity' | 'languages' | 'categories' | 'awayUntil' | 'lastAssignedAt' | 'notify'
  > {
  readonly isOnline: boolean;
  readonly load: number;
}

/** What of a conversation decides who suits it. */
export interface ToGive extends Pick<Conversation, 'language' | 'lastAgentId'> {
  readonly queue?: string;
  /** Who was given it and did not come. */
  readonly passedIds?: readonly UserId[];
}

/**
 * Whom a waiting conversation is given to: somebody who is there, suits it and has room; who held it last before all others.
 * `round-robin` is who was given something longest ago, `least-busy` who has the smallest share of their capacity taken.
 * Undefined when there is nobody: it is left to whoever comes.
 */
export function chooseAgent(
  rule: InboxRules['routing'],
  conversation: ToGive,
  agents: readonly Agent[],
  now: Date,
): UserId | undefined {
  if (rule === 'nobody') return undefined;
  const able = agents.filter(
    (agent) =>
      agent.isOnline &&
      agent.load < agent.capacity &&
      suits(agent, conversation, now) &&
      !conversation.passedIds?.includes(agent.userId),
  );
  const known = able.find(({ userId }) => userId === conversation.lastAgentId);
  if (known) return known.userId;
  return able.sort((a, b) => (rule === 'least-busy' ? busier(a, b) : 0) || longerAgo(a, b))[0]?.userId;
}

/** Whether a member may be bothered with a conversation: not away, of its language and its category. */
export function suits(
  { awayUntil, languages, categories }: Pick<Agent, 'awayUntil' | 'languages' | 'categories'>,
  { language, queue }: Pick<ToGive, 'language' | 'queue'>,
  now: Date,
): boolean {
  if (awayUntil && awayUntil > now) return false;
  if (language !== undefined && languages.length > 0 && !languages.some((one) => isSameLanguage(one, language))) {
    return false;
  }
  return queue === undefined || categories.length === 0 || categories.includes(queue);
}

/** Who speaks a language reads all its scripts and countries: `zh` serves `zh-Hant`. */
function isSameLanguage(one: string, other: string): boolean {
  return one.split('-')[0]?.toLowerCase() === other.split('-')[0]?.toLowerCase();
}

function busier(a: Agent, b: Agent): number {
  return a.load / a.capacity - b.load / b.capacity;
}

function longerAgo(a: Agent, b: Agent): number {
  const since = (a.lastAssignedAt?.getTime() ?? 0) - (b.lastAssignedAt?.getTime() ?? 0);
  return since || (a.userId < b.userId ? -1 : 1);
}
