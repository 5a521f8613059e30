// Owns what tests stand on: databases to run on, strict fake platforms that listen on this machine, and lists that judge.
export { buildProduct } from './build-product.ts';
export { type Chance, createChance } from './chance.ts';
export { datasetsDir } from './config.ts';
export {
  dropSpareDatabases,
  refuseScansIn,
  type TestDatabase,
  type TestDatabaseKind,
  testDatabases,
} from './databases.ts';
export { freePort } from './free-port.ts';
export { everyBroken, everyHostileChat, everyHostileEmbeddings } from './hostile-model/every-hostility.ts';
export type { Leak } from './hostile-model/find-leaks.ts';
export { hostileMarks } from './hostile-model/hostile-words.ts';
export type { Broken, HostileChat, HostileEmbeddings, Hostility, WordsKind } from './hostile-model/hostility.ts';
export type { ModelCall } from './hostile-model/read-model-call.ts';
export type { ModelRequest } from './hostile-model/read-model-request.ts';
export { type HostileModel, type HostileModelOptions, startHostileModel } from './hostile-model/start-hostile-model.ts';
export {
  type FakeOpenai,
  type FakeOpenaiOptions,
  type RecordedChatCall,
  startFakeOpenai,
} from './openai/fake-openai.ts';
export type { OpenaiFault, OpenaiFaultCall } from './openai/fault.ts';
export { pretendTranslation } from './openai/pretend-to-translate.ts';
export {
  type FakePush,
  type FakePushSubscription,
  type PushCall,
  type PushFault,
  startFakePush,
} from './push/fake-push.ts';
export {
  type Emotion,
  type EmotionRow,
  type LanguageRow,
  type ListName,
  type ListRow,
  readList,
  type SmallTalk,
  type SmallTalkRow,
} from './read-list.ts';
export type { StripePost, StripeWebhook } from './stripe/deliver-events.ts';
export {
  type FakeStripe,
  type FakeStripeOptions,
  type RecordedStripeCall,
  startFakeStripe,
} from './stripe/fake-stripe.ts';
export {
  type StripeFault,
  type StripeFaultCall,
  type StripeFaultRates,
  seededStripeFaults,
} from './stripe/fault.ts';
export type { ReadCard, TeamsButton } from './teams/adaptive-card.ts';
export type { SentActivity, TeamsConversation, TeamsMember, TypingShown } from './teams/conversations.ts';
export { type FakeTeams, type FakeTeamsOptions, startFakeTeams, type TeamsCall } from './teams/fake-teams.ts';
export type { TeamsFault, TeamsFaultCall, TeamsOperation } from './teams/fault.ts';
export type { TeamsApp } from './teams/login.ts';
export { type Playground, type PlaygroundOptions, type PlaygroundShown, startPlayground } from './teams/playground.ts';
export {
  authorizeActivity,
  type BadToken,
  type BadTokenKind,
  badTokens,
  type PostedActivity,
  postActivity,
} from './teams/post-activity.ts';
export { readMarkdown } from './teams/read-markdown.ts';
export type { TeamsActivities, TeamsActivity } from './teams/teams-activities.ts';
export { createTeamsUser, type TeamsUser, type TeamsUserOptions } from './teams/teams-user.ts';
export type { SentMessage } from './telegram/call-method.ts';
export { checkType } from './telegram/check-against-spec.ts';
export { type CustomerOptions, createUpdates, postUpdate, type TelegramUpdate } from './telegram/customer.ts';
export { type FakeTelegram, type FakeTelegramOptions, startFakeTelegram } from './telegram/fake-telegram.ts';
export { type Fault, type FaultCall, type FaultRates, seededFaults } from './telegram/fault.ts';
export type { RecordedTencentCall } from './tencent/api-server.ts';
export type { CallbackRequest, Delivery, UnansweredReply } from './tencent/deliver.ts';
export type { TencentFault, TencentFaultCall } from './tencent/fault.ts';
export { totp } from './totp.ts';
export {
  createWechatCustomer,
  handshakeWechat,
  type WechatCustomer,
  type WechatCustomerOptions,
  type WechatDelivery,
} from './wechat/customer.ts';
export {
  type FakeWechat,
  type FakeWechatOptions,
  type SentWechatMessage,
  startFakeWechat,
} from './wechat/fake-wechat.ts';
export type { WechatReply } from './wechat/passive-reply.ts';
export { sealWechatCallback, type WechatWebhook } from './wechat/seal-callback.ts';
export {
  createWecomCustomer,
  type FailType,
  type WecomCustomer,
  type WecomCustomerOptions,
  type WecomDelivery,
  type WecomReply,
} from './wecom/customer.ts';
export { type FakeWecom, type FakeWecomOptions, type SentKfMessage, startFakeWecom } from './wecom/fake-wecom.ts';
export { handshakeWecom, sealKfCallback, type WecomWebhook } from './wecom/seal-kf-callback.ts';
