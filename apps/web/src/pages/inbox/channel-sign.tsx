import type { ChannelName } from '@answerdesk/domain';
import { ThemeIcon } from '@mantine/core';
import {
  type Icon,
  IconBrandTeams,
  IconBrandTelegram,
  IconBrandWechat,
  IconBuilding,
  IconMessageCircle,
} from '@tabler/icons-react';
import { useChannelName } from '../../components/channel-names.ts';

const signs: Readonly<Record<ChannelName, Icon>> = {
  telegram: IconBrandTelegram,
  teams: IconBrandTeams,
  wechat: IconBrandWechat,
  wecom: IconBuilding,
  webchat: IconMessageCircle,
};

/** A channel as a small picture with its name. */
export function ChannelSign({ channel }: { readonly channel: ChannelName }) {
  const name = useChannelName()(channel);
  const Sign = signs[channel];
  return (
    <ThemeIcon variant="transparent" color="gray" c="dimmed" size={18} title={name} role="img" aria-label={name}>
      <Sign size={16} aria-hidden />
    </ThemeIcon>
  );
}
