import { badTokens, createTeamsUser, readMarkdown, startFakeTeams, type TeamsFault } from '@answerdesk/testing';
import type { ChannelUnderTest, PlatformBehaviour } from '../channel.contract.ts';
import { fixtureAccountAt, fixtureApp, readFixture, requestOf, serviceUrlIn } from './fixture.ts';
import { createTeams } from './index.ts';
import { signedRequest } from './signed-request.contract.ts';

const FAULTS: Readonly<
  Record<Extract<PlatformBehaviour, 'hangs' | 'floods' | 'fails' | 'blocks' | 'resets'>, TeamsFault>
> = {
  hangs: { kind: 'hang-after' },
  floods: { kind: 'flood', retryAfterS: 7 },
  fails: { kind: 'error', status: 500 },
  blocks: { kind: 'forbidden' },
  resets: { kind: 'reset' },
};

const signing = await startFakeTeams({ apps: [fixtureApp] });

/** Teams as every channel is tested; its keys are those of a fake that lives as long as the process. */
export const teams: ChannelUnderTest = {
  name: 'teams',
  makeChannel: createTeams,
  account: fixtureAccountAt(signing.root),
  genuineRequest: (rawBody) => signedRequest(signing, rawBody),
  async forgedRequests(rawBody) {
    const bad = await badTokens(signing, fixtureApp.appId, { serviceUrl: serviceUrlIn(rawBody) });
    return Object.fromEntries(bad.map(({ kind, headers }) => [kind, requestOf(rawBody, headers)]));
  },
  handshakes: ['HEAD', 'GET'].map((method) => ({
    request: { ...requestOf(new Uint8Array()), method },
    answer: { status: 405 },
  })),
  fixtures: {
    messages: [
      'personal-text',
      'group-mention',
      'channel-thread',
      'action-submit',
      'inline-image',
      'file-download',
      'message-update',
      'message-delete',
      'installation-add',
      'installation-remove',
    ].map(readFixture),
    unknownKind: readFixture('unknown-kind'),
    ownEcho: readFixture('own-message'),
    notTheFormat: new TextEncoder().encode('type=message&text=hello'),
  },
  readText: ({ text }) => readMarkdown(text),
  floodRetryAfterMs: 7_000,
  async startPlatform(behaviour) {
    // The login works whatever the connector does: without a token nothing would ever leave.
    const fake = await startFakeTeams({
      apps: [fixtureApp],
      faults: ({ operation }) =>
        operation === 'token' ? undefined : Object.entries(FAULTS).find(([name]) => name === behaviour)?.[1],
    });
    const { personal } = createTeamsUser({ fake, appId: fixtureApp.appId, tenantId: fixtureApp.directoryId });
    if (behaviour === 'is-down') await fake.stop();
    return {
      account: fixtureAccountAt(fake.root),
      target: { chatKey: personal.conversationId, isGroup: false },
      arrived: () => fake.sent().map(({ text }) => text),
      stop: () => (behaviour === 'is-down' ? Promise.resolve() : fake.stop()),
    };
  },
};
