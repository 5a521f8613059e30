import type { WebhookRequest } from '@answerdesk/domain';
import { authorizeActivity, type FakeTeams } from '@answerdesk/testing';
import { fixtureApp, requestOf, serviceUrlIn } from './fixture.ts';

/** A call with this body as Bot Framework makes it. */
export async function signedRequest(fake: FakeTeams, rawBody: Uint8Array): Promise<WebhookRequest> {
  return requestOf(rawBody, await authorizeActivity(fake, fixtureApp.appId, { serviceUrl: serviceUrlIn(rawBody) }));
}
