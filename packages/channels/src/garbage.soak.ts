import { test } from 'vitest';
import { type ChannelUnderTest, expectSurvivesGarbage } from './channel.contract.ts';
import { webchatUnderTest } from './webchat/contract-subject.ts';

const subjects: readonly ChannelUnderTest[] = [webchatUnderTest];

test.each(subjects.map((subject) => [subject.name, subject] as const))(
  '%s survives 10,000 bodies of garbage',
  (_name, subject) => expectSurvivesGarbage(subject, 10_000),
);
