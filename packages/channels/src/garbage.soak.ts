import { test } from 'vitest';
import { expectSurvivesGarbage } from './channel.contract.ts';
import { teams } from './teams/teams.contract.ts';
import { telegram } from './telegram/telegram.contract.ts';
import { webchat } from './webchat/webchat.contract.ts';
import { plainWechat, safeWechat } from './wechat/wechat.contract.ts';
import { wecom } from './wecom/wecom.contract.ts';

const RUNS = 10_000;

const subjects = [telegram, teams, plainWechat, safeWechat, wecom, webchat];

test.each(subjects.map((under) => [under.name, under] as const))(
  `%s survives ${RUNS} bodies that no platform sends`,
  (_, under) => expectSurvivesGarbage(under, RUNS),
);
