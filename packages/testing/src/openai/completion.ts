import type { ChatRequest } from './chat-request.ts';

/** The published answer to a request, in which the model says a text; its tokens are four characters each. */
export function completionOf(request: ChatRequest, text: string, hasUsage: boolean): object {
  const most = request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY;
  const tokens = text.match(/[\s\S]{1,4}/g) ?? [];
  const said = tokens.slice(0, most);
  const asked = request.messages.map(({ content }) => JSON.stringify(content ?? '')).join('');
  return {
    ...envelope(request.model),
    choices: [choiceOf({ content: said.join(''), refusal: null }, said.length < tokens.length ? 'length' : 'stop')],
    ...(hasUsage && { usage: usageOf(Math.ceil(asked.length / 4), said.length) }),
  };
}

function envelope(model: string) {
  return { id: 'chatcmpl-fake', object: 'chat.completion', created: 1_767_225_600, model, service_tier: 'default' };
}

function choiceOf(message: { readonly content: string | null; readonly refusal: string | null }, reason: string) {
  return {
    index: 0,
    message: { role: 'assistant', ...message, annotations: [] },
    logprobs: null,
    finish_reason: reason,
  };
}

function usageOf(prompt: number, completion: number) {
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  };
}

/** The published answer of a model that declines. */
export function declinedOf(request: ChatRequest): object {
  return {
    ...envelope(request.model),
    choices: [choiceOf({ content: null, refusal: 'I cannot help with that.' }, 'stop')],
    usage: usageOf(10, 5),
  };
}
