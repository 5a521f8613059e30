import { expect, test } from 'vitest';
import { findSecrets } from './find-secrets.ts';

const seen = (text: string) => findSecrets(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ['my password is hunter2', 'hunter2'],
  ['Password: swordfish, it fails', 'swordfish'],
  ['the pin 1234 does not work', '1234'],
  ['My code is 9921.', '9921'],
  ['mein Passwort ist sommer23!', 'sommer23'],
  ['Die PIN lautet 4711', '4711'],
  ['mon mot de passe est soleil99', 'soleil99'],
  ['le code secret est 5566', '5566'],
  ['mi contraseña es luna2020', 'luna2020'],
  ['la clave es 8812', '8812'],
  ['我的密码是abc12345，登录不了', 'abc12345'],
  ['验证码：889123', '889123'],
  ['パスワードはneko2024です', 'neko2024'],
  ['暗証番号は1234です', '1234'],
  ['I live at 221B Baker Street in London', '221B Baker Street'],
  ['send it to 12 Elm Drive please', '12 Elm Drive'],
  ['Ich wohne in der Hauptstraße 12, 10115 Berlin', 'Hauptstraße 12, 10115 Berlin'],
  ['Lindenweg 3a ist meine Adresse', 'Lindenweg 3a'],
  ["j'habite 12 rue Victor", '12 rue Victor'],
  ['vivo en calle Mayor 12', 'calle Mayor 12'],
  ['寄到中山路12号', '寄到中山路12号'],
  ['住所は〒100-0001です', '〒100-0001'],
  ['My house is SW1A 1AA 10', 'SW1A 1AA 10'],
  ['postcode 1234 AB 56', '1234 AB 56'],
])('in "%s" what is somebody’s own is found', (text, own) => {
  expect(seen(text)).toEqual([own]);
});

test.each([
  'My password is wrong, how do I reset it?',
  'How do I change my PIN?',
  'I have forgotten my passcode twice within 30 days.',
  'Mein Passwort ist falsch.',
  'Do you deliver in 2 days?',
  'A way of 30 minutes on the road.',
  '密码错误怎么办？',
  'パスワードを忘れました。',
])('nothing is found in "%s"', (text) => {
  expect(seen(text)).toEqual([]);
});

test('a long text takes no time', () => {
  const started = process.cpuUsage();
  for (const piece of ['pin ', 'a. ', '12 a ', 'calle ', '路1', '1 rue ', 'password is ', 'x', '12 A b ']) {
    findSecrets(piece.repeat(20_000));
  }
  expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
});
