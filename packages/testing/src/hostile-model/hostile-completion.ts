import { hostileWords } from './hostile-words.ts';
import type { Hostility } from './hostility.ts';
import type { ModelRequest } from './read-model-request.ts';

interface Asked {
  readonly request: ModelRequest;
  readonly key: string;
  /** What an honest model says here. */
  readonly honest: string;
  /** The form that the caller waits for, put around whatever is said. */
  readonly frame: (words: string) => string;
}

/** The body of a chat completion under a hostility; an honest one where it does not concern chats. */
export function hostileCompletion(hostility: Hostility | undefined, asked: Asked): object {
  const { honest, frame } = asked;
  switch (hostility?.kind) {
    case 'says':
      return completion(asked, { content: frame(hostileWords(hostility.words, asked)) });
    case 'says-text':
      return completion(asked, { content: hostility.text });
    case 'null-content':
      return completion(asked, { content: null });
    case 'content-of-wrong-type':
      return completion(asked, { content: hostility.content });
    case 'refuses':
      return completion(asked, { content: null, refusal: 'I cannot help with that.' });
    case 'breaks-off': {
      const words = frame(honest);
      return completion(asked, { content: words.slice(0, Math.ceil(words.length / 2)) }, hostility.reason);
    }
    case 'calls-tools': {
      const called = { name: 'issue_refund', arguments: '{"amountCents":99999,"to":"DE02120300000000202051"}' };
      return hostility.isOldForm
        ? completion(asked, { content: null, function_call: called }, 'function_call')
        : completion(
            asked,
            { content: null, tool_calls: [{ id: 'call_1', type: 'function', function: called }] },
            'tool_calls',
          );
    }
    case 'choices': {
      const one = completion(asked, { content: frame(honest) });
      const choices = Array.from({ length: hostility.count }, (_, index) => ({ ...one.choices[0], index }));
      return { ...one, choices };
    }
    default:
      return completion(asked, { content: frame(honest) });
  }
}

function completion({ request }: Asked, message: Readonly<Record<string, unknown>>, reason = 'stop') {
  return {
    id: 'chatcmpl-hostile',
    object: 'chat.completion',
    created: 1_767_225_600,
    model: request.model ?? 'hostile',
    choices: [
      { index: 0, message: { role: 'assistant', refusal: null, ...message }, logprobs: null, finish_reason: reason },
    ],
    usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 },
  };
}
