import type { ChannelName } from '@answerdesk/domain';
import { IconBrandTeams, IconBrandTelegram, IconBrandWechat, IconHeadset, IconWorld } from '@tabler/icons-react';
import type { Platform, PlatformField } from './platform.ts';

const id = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const token: PlatformField = {
  name: 'token',
  label: 'tencent.token',
  hint: 'tencent.tokenHint',
  example: 'k3Jx90aQ…',
  form: /^[A-Za-z0-9]{3,32}$/,
  wrongForm: 'tencent.wrongToken',
  makes: 32,
};

const aesKey: PlatformField = {
  name: 'aesKey',
  label: 'tencent.aesKey',
  hint: 'tencent.aesKeyHint',
  example: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  form: /^[A-Za-z0-9]{43}$/,
  wrongForm: 'tencent.wrongAesKey',
  makes: 43,
};

/** Every channel one can connect, with what to click on its platform's side. A further channel is one more entry. */
export const platforms: Readonly<Record<ChannelName, Platform>> = {
  telegram: {
    channel: 'telegram',
    place: 'Telegram',
    about: 'telegram.about',
    icon: IconBrandTelegram,
    steps: [
      { text: 'telegram.openBotFather', open: { href: 'https://t.me/BotFather', label: 'telegram.toBotFather' } },
      { text: 'telegram.newBot', copy: '/newbot' },
      { text: 'telegram.nameIt' },
      { text: 'telegram.copyToken' },
    ],
    fields: [
      {
        name: 'token',
        label: 'telegram.token',
        hint: 'telegram.tokenHint',
        example: '5312998877:AAF-x0…',
        form: /^\d{1,20}:[A-Za-z0-9_-]{5,100}$/,
        wrongForm: 'telegram.wrongToken',
      },
    ],
    refused: 'telegram.refused',
    invalid: 'telegram.invalid',
  },
  teams: {
    channel: 'teams',
    place: 'Microsoft Azure',
    about: 'teams.about',
    icon: IconBrandTeams,
    steps: [
      {
        text: 'teams.create',
        open: { href: 'https://portal.azure.com/#create/Microsoft.AzureBot', label: 'teams.toAzure' },
      },
      { text: 'teams.copyIds' },
      { text: 'teams.makeSecret' },
      { text: 'teams.addChannel' },
      { text: 'teams.later' },
    ],
    fields: [
      {
        name: 'appId',
        label: 'teams.appId',
        hint: 'teams.appIdHint',
        example: '2f0c9b7e-5a41-4c1d-9f3e-…',
        form: id,
        wrongForm: 'teams.wrongId',
        isPlain: true,
      },
      {
        name: 'appPassword',
        label: 'teams.appPassword',
        hint: 'teams.appPasswordHint',
        example: 'Abc8Q~…',
        // An id here is the secret's own, which stands beside its value.
        form: new RegExp(`(?!${id.source})^\\S{16,200}$`, 'i'),
        wrongForm: 'teams.wrongPassword',
      },
      {
        name: 'directoryId',
        label: 'teams.directoryId',
        hint: 'teams.directoryIdHint',
        example: '7d1e4a90-83c2-4b6f-a0d5-…',
        form: id,
        wrongForm: 'teams.wrongId',
        isPlain: true,
      },
    ],
    finish: {
      title: 'byHand.title',
      where: 'teams.where',
      waiting: 'teams.waiting',
      puts: 'address',
      hasPackage: true,
    },
    refused: 'teams.refused',
    invalid: 'problem.invalid',
  },
  wechat: {
    channel: 'wechat',
    place: 'mp.weixin.qq.com',
    about: 'wechat.about',
    icon: IconBrandWechat,
    steps: [
      { text: 'wechat.openSettings', open: { href: 'https://mp.weixin.qq.com/', label: 'wechat.toPlatform' } },
      { text: 'wechat.copyIds' },
      { text: 'wechat.allowAddress' },
      { text: 'wechat.later' },
    ],
    fields: [
      {
        name: 'appId',
        label: 'wechat.appId',
        hint: 'wechat.appIdHint',
        example: 'wx0123456789abcdef',
        form: /^wx[0-9a-f]{16}$/i,
        wrongForm: 'wechat.wrongAppId',
        isPlain: true,
      },
      {
        name: 'appSecret',
        label: 'wechat.appSecret',
        hint: 'wechat.appSecretHint',
        example: '0c79eed1…',
        form: /^[0-9A-Za-z]{32}$/,
        wrongForm: 'wechat.wrongAppSecret',
      },
      token,
      { ...aesKey, hint: 'wechat.aesKeyHint', isOptional: true },
    ],
    finish: { title: 'byHand.title', where: 'wechat.where', waiting: 'byHand.waiting', puts: 'address' },
    refused: 'wechat.refused',
    invalid: 'problem.invalid',
    listsAddresses: true,
  },
  wecom: {
    channel: 'wecom',
    place: 'work.weixin.qq.com',
    about: 'wecom.about',
    icon: IconHeadset,
    steps: [
      { text: 'wecom.copyCorpId', open: { href: 'https://work.weixin.qq.com/', label: 'wecom.toConsole' } },
      { text: 'wecom.copySecret', open: { href: 'https://kf.weixin.qq.com/', label: 'wecom.toPlatform' } },
      { text: 'wecom.copyAccount' },
      { text: 'wecom.later' },
    ],
    fields: [
      {
        name: 'corpId',
        label: 'wecom.corpId',
        hint: 'wecom.corpIdHint',
        example: 'ww0123456789abcdef',
        form: /^w[a-z][A-Za-z0-9_-]{8,62}$/,
        wrongForm: 'wecom.wrongCorpId',
        isPlain: true,
      },
      {
        name: 'secret',
        label: 'wecom.secret',
        hint: 'wecom.secretHint',
        example: 'TzY3x…',
        form: /^[A-Za-z0-9_-]{20,128}$/,
        wrongForm: 'wecom.wrongSecret',
      },
      {
        name: 'openKfid',
        label: 'wecom.openKfid',
        hint: 'wecom.openKfidHint',
        example: 'wkAJ2GCAAA…',
        form: /^wk[A-Za-z0-9_-]{4,62}$/,
        wrongForm: 'wecom.wrongOpenKfid',
        isPlain: true,
      },
      token,
      aesKey,
    ],
    finish: { title: 'byHand.title', where: 'wecom.where', waiting: 'byHand.waiting', puts: 'address' },
    refused: 'wecom.refused',
    invalid: 'problem.invalid',
    listsAddresses: true,
  },
  webchat: {
    channel: 'webchat',
    about: 'webchat.about',
    icon: IconWorld,
    heading: 'webchat.heading',
    steps: [{ text: 'webchat.tellOrigin' }, { text: 'webchat.later' }],
    fields: [
      {
        name: 'origin',
        label: 'webchat.origin',
        hint: 'webchat.originHint',
        example: 'https://shop.example',
        form: /^(?:https:\/\/[^\s/?#@\\:]+|http:\/\/(?:localhost|127\.0\.0\.1))(?::\d{1,5})?\/?$/i,
        wrongForm: 'webchat.wrongOrigin',
        isPlain: true,
        read: (entered) => new URL(entered).origin,
      },
    ],
    finish: { title: 'webchat.finish', where: 'webchat.where', waiting: 'webchat.waiting', puts: 'snippet' },
    refused: 'problem.refused',
    invalid: 'problem.invalid',
  },
};
