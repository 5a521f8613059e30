import type { AccountId } from '@answerdesk/domain';
import { keepStream, type Watch } from './change-stream.ts';
import type { Database } from './connect.ts';

/** Hears that a visitor of the web widget has something new, or, with no visitor, that anybody may have. */
export type VisitorListener = (
  visitor: { readonly accountId: AccountId; readonly visitorId: string } | undefined,
  news: { readonly kind: 'part' } | { readonly kind: 'typing'; readonly until: Date },
) => void;

/** Hears of what is put into visitors' mailboxes by any process, with one change stream on that collection alone. */
export function watchVisitors(database: Pick<Database, 'authDb'>, listen: VisitorListener): Watch {
  return keepStream(
    database,
    [
      { $match: { 'ns.coll': 'webchatparts', operationType: { $in: ['insert', 'update', 'replace'] } } },
      {
        $project: {
          ns: 1,
          operationType: 1,
          'fullDocument.accountId': 1,
          'fullDocument.visitorId': 1,
          'fullDocument.typingUntil': 1,
        },
      },
    ],
    {
      onEvent(event) {
        if (!('fullDocument' in event) || !event.fullDocument) return;
        const { accountId, visitorId, typingUntil } = event.fullDocument;
        const isTyping = typingUntil instanceof Date;
        listen({ accountId, visitorId }, isTyping ? { kind: 'typing', until: typingUntil } : { kind: 'part' });
      },
      onGap: () => listen(undefined, { kind: 'part' }),
    },
  );
}
