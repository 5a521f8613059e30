import type { ChannelName } from '@answerdesk/domain';
import { type CommandInput, optionalText, UsageError } from '../command.ts';

interface CredentialOption {
  /** What the channel calls it. */
  readonly credential: string;
  readonly placeholder: string;
  readonly isOptional?: true;
}

/** How each channel's credentials are given on the command line. */
export const credentialOptions: Readonly<Record<ChannelName, Readonly<Record<string, CredentialOption>>>> = {
  telegram: {
    token: { credential: 'token', placeholder: 'X' },
    secret: { credential: 'webhookSecret', placeholder: 'S', isOptional: true },
  },
  teams: {
    'app-id': { credential: 'appId', placeholder: 'A' },
    'app-password': { credential: 'appPassword', placeholder: 'P' },
    'directory-id': { credential: 'directoryId', placeholder: 'D' },
  },
  wechat: {
    'app-id': { credential: 'appId', placeholder: 'A' },
    'app-secret': { credential: 'appSecret', placeholder: 'S' },
    token: { credential: 'token', placeholder: 'T' },
    'aes-key': { credential: 'aesKey', placeholder: 'K', isOptional: true },
  },
  wecom: {
    'corp-id': { credential: 'corpId', placeholder: 'C' },
    secret: { credential: 'secret', placeholder: 'S' },
    token: { credential: 'token', placeholder: 'T' },
    'aes-key': { credential: 'aesKey', placeholder: 'K' },
    'open-kfid': { credential: 'openKfid', placeholder: 'O' },
  },
  webchat: { origin: { credential: 'origin', placeholder: 'https://shop.example' } },
};

/** One line for each channel, as `--help` shows it. */
export function usageOfChannels(command: string): string {
  return Object.entries(credentialOptions)
    .map(([channel, options]) => {
      const words = Object.entries(options).map(([option, { placeholder, isOptional }]) =>
        isOptional ? `[--${option} ${placeholder}]` : `--${option} ${placeholder}`,
      );
      return [command, channel, ...words].join(' ');
    })
    .join('\n  ');
}

/** Reads a channel's credentials. Throws UsageError for one that is missing and for one that belongs to another channel. */
export function readCredentials(
  input: Pick<CommandInput, 'values'>,
  channel: ChannelName,
): Readonly<Record<string, string>> {
  const own = credentialOptions[channel];
  for (const name of Object.values(credentialOptions).flatMap(Object.keys)) {
    if (input.values[name] !== undefined && !Object.hasOwn(own, name)) {
      throw new UsageError(`--${name} does not belong to ${channel}`);
    }
  }
  const credentials: Record<string, string> = {};
  for (const [name, { credential, isOptional }] of Object.entries(own)) {
    const value = optionalText(input, name);
    if (value !== undefined && value !== '') credentials[credential] = value;
    else if (!isOptional) throw new UsageError(`--${name} is missing`);
  }
  return credentials;
}
