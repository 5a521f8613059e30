import { type Answers, idOf } from './call.ts';
import { pageOf } from './pages.ts';
import { refuseUnmodelled, text, texts, whole } from './read-params.ts';
import { missing, refuse } from './refusal.ts';

/** Events as they can be looked up: https://docs.stripe.com/api/events, thin ones https://docs.stripe.com/api/v2/core/events */
export const eventAnswers: Answers = {
  'GET /v1/events/{id}': (account, input) => {
    const event = account.events.get(idOf(input));
    if (!event) throw missing('event', idOf(input));
    return event;
  },
  'GET /v1/events': (account, { params }) => {
    refuseUnmodelled(params, ['delivery_success']);
    const type = text(params, 'type');
    const types = params['types'] === undefined ? undefined : texts(params, 'types');
    if (type !== undefined && types !== undefined) {
      throw refuse('You may only specify one of these parameters: type, types.', { param: 'type' });
    }
    const fitting = [...account.events.values()]
      .filter(
        (one) =>
          type === undefined || new RegExp(`^${type.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(one.type),
      )
      .filter((one) => types === undefined || types.includes(one.type));
    return pageOf('/v1/events', fitting, params);
  },
  'GET /v2/core/events/{id}': (account, input) => {
    const event = account.thinEvents.get(idOf(input));
    if (!event) throw missing('event', idOf(input));
    return event;
  },
  'GET /v2/core/events': (account, { params }) => {
    refuseUnmodelled(params, ['created', 'page']);
    const about = text(params, 'object_id');
    const types = params['types'] === undefined ? undefined : texts(params, 'types');
    const fitting = [...account.thinEvents.values()]
      .filter((one) => about === undefined || JSON.stringify(one['related_object'] ?? {}).includes(`"${about}"`))
      .filter((one) => types === undefined || types.includes(one.type));
    return {
      data: fitting.reverse().slice(0, whole(params, 'limit') ?? 20),
      next_page_url: null,
      previous_page_url: null,
    };
  },
};
