import type { ChannelName } from '@answerdesk/domain';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { notifyFailure } from '../../components/notify.tsx';
import { trpcClient } from '../../trpc.ts';

type Asked = Parameters<typeof trpcClient.bench.ask.query>[0];
export type Said = Asked['content'];
export type Reply = Awaited<ReturnType<typeof trpcClient.bench.ask.query>>;
type State = Asked['state'];

/** One turn on the bench: what the customer said, as they would see it, and the reply once it is there. */
export interface Turn {
  readonly id: number;
  readonly said: Said;
  readonly label: string;
  readonly before: State;
  readonly reply?: Reply;
}

export interface Rehearsal {
  readonly turns: readonly Turn[];
  readonly isAsking: boolean;
  /** `before` is where the conversation stood, when it is not where it stands now. */
  say(said: Said, label: string, before?: State): void;
  restart(): void;
}

const begun: State = { unsureTurns: 0, isWaiting: false };

/** A conversation that lives on this screen alone; `onReply` is told of each turn that got its reply. */
export function useRehearsal(
  customer: { readonly channel: ChannelName; readonly locale: string },
  /** As of which moment; now without one. */
  at: Asked['at'],
  onReply: (turn: Turn) => void,
): Rehearsal {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const made = useRef(0);
  const asking = useMutation({
    mutationFn: ({ said, before }: Turn) =>
      trpcClient.bench.ask.query({ ...customer, content: said, state: before, ...(at && { at }) }),
    onMutate: (turn) => setTurns((all) => [...all, turn]),
    onSuccess: (reply, turn) => {
      const answered = { ...turn, reply };
      setTurns((all) => all.map((each) => (each.id === turn.id ? answered : each)));
      onReply(answered);
    },
    onError: (error, turn) => {
      setTurns((all) => all.filter(({ id }) => id !== turn.id));
      notifyFailure(error);
    },
  });
  return {
    turns,
    isAsking: asking.isPending,
    say(said, label, before) {
      if (asking.isPending) return;
      made.current += 1;
      const stands = turns.findLast(({ reply }) => reply)?.reply?.state ?? begun;
      asking.mutate({ id: made.current, said, label, before: before ?? stands });
    },
    restart: () => setTurns([]),
  };
}

/** The customer's text, of which an FAQ can be made; undefined for what was pressed. */
export function questionOf({ said }: Turn): string | undefined {
  return said.kind === 'text' ? said.text : undefined;
}
