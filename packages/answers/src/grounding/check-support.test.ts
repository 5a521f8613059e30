import { expect, test } from 'vitest';
import { candidateAnswers } from './candidate-answers.testdata.ts';
import { complaintAboutAnswer } from './ground-answer.ts';

for (const { language, faqs, supported, unsupported } of candidateAnswers) {
  test(`in ${language}, what the FAQs say may be said`, () => {
    const refused = supported.flatMap((answer) => {
      const complaint = complaintAboutAnswer(answer, faqs, language);
      return complaint ? [`${complaint}: ${answer}`] : [];
    });
    expect(refused).toEqual([]);
  });

  test(`in ${language}, what the FAQs do not say is never said`, () => {
    const accepted = unsupported.filter((answer) => complaintAboutAnswer(answer, faqs, language) === undefined);
    expect(accepted).toEqual([]);
  });
}

test('of 100 and more answers written by hand, what the check lets through and stops is known', () => {
  const judged = (answers: (one: (typeof candidateAnswers)[number]) => readonly string[] | undefined) =>
    candidateAnswers.flatMap((one) =>
      (answers(one) ?? []).map((answer) => complaintAboutAnswer(answer, one.faqs, one.language) === undefined),
    );
  const supported = judged(({ supported, refusedInVain = [] }) => [...supported, ...refusedInVain]);
  const unsupported = judged((one) => one.unsupported);
  expect(supported.length + unsupported.length).toBeGreaterThan(100);
  const accepted = (all: readonly boolean[]) => `${all.filter(Boolean).length} of ${all.length}`;
  expect({ supported: accepted(supported), unsupported: accepted(unsupported) }).toEqual({
    supported: '47 of 56',
    unsupported: '0 of 138',
  });
});

test('a number that is changed or left out, and a no that is added, is always noticed', () => {
  const no: Readonly<Record<string, string>> = { en: 'not', es: 'no', de: 'nicht', fr: 'pas', pt: 'não' };
  const overlooked = candidateAnswers.flatMap(({ language, faqs, supported }) =>
    supported.flatMap((answer) => {
      const words = answer.split(' ');
      const withWord = (at: number, ...instead: string[]) => words.toSpliced(at, 1, ...instead).join(' ');
      const changed = words.flatMap((word, at) => [
        ...(/\p{Nd}/u.test(word) ? [withWord(at, word.replace(/\p{Nd}+/u, '77')), withWord(at)] : []),
        ...(no[language] === undefined ? [] : [withWord(at, no[language], word)]),
      ]);
      return changed.filter((one) => complaintAboutAnswer(one, faqs, language) === undefined);
    }),
  );
  expect(overlooked).toEqual([]);
});

test('two words that change places are always noticed', () => {
  const greeting = /^(?:please|hello|hola|hallo|bonjour|thank)\P{L}*$/iu;
  const overlooked = candidateAnswers.flatMap(({ language, faqs, supported }) =>
    supported.flatMap((answer) => {
      const words = answer.split(' ');
      const isTold = (word = '') => (word.match(/\p{L}/gu)?.length ?? 0) > 3 && !greeting.test(word);
      const bare = (word = '') => word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
      const swapped = words.flatMap((one, at) =>
        words.slice(at + 1).flatMap((other, more) => {
          if (!isTold(one) || !isTold(other) || bare(one) === bare(other)) return [];
          return [
            words
              .with(at, bare(other))
              .with(at + 1 + more, bare(one))
              .join(' '),
          ];
        }),
      );
      return swapped.filter((text) => complaintAboutAnswer(text, faqs, language) === undefined);
    }),
  );
  expect(overlooked).toEqual([]);
});
