import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerQuestion, detectLanguage, type Evaluation, evaluate, learn, readRows } from '../src/index.ts';
import { meanOf, quantileOf } from '../src/measures.ts';
import { datasetsDir } from './config.ts';
import { faqsOf } from './shop.ts';

const seeds = [1, 2, 3];
const read = (name: string) => readRows(`${datasetsDir}/nlu/${name}.jsonl`);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const hasDatasets = existsSync(`${datasetsDir}/nlu`);
if (!hasDatasets)
  console.log(`Skipped: the answer engine's figures, for there is no ${datasetsDir}/nlu (DATASETS_DIR).`);

describe.skipIf(!hasDatasets)('the answer engine, mean over three seeds', () => {
  it.each([
    { set: 'banking77', shots: 1, least: 0.53 },
    { set: 'banking77', shots: 5, least: 0.67 },
    { set: 'banking77', shots: 10, least: 0.75 },
    { set: 'banking77', shots: undefined, least: 0.9 },
    { set: 'clinc150', shots: 1, least: 0.6 },
    { set: 'clinc150', shots: 5, least: 0.77 },
    { set: 'clinc150', shots: 10, least: 0.83 },
    { set: 'clinc150', shots: undefined, least: 0.93 },
    { set: 'hwu64', shots: 1, least: 0.47 },
    { set: 'hwu64', shots: 5, least: 0.64 },
    { set: 'hwu64', shots: 10, least: 0.71 },
    { set: 'hwu64', shots: undefined, least: 0.86 },
  ])('finds the right FAQ on $set after $shots examples', async ({ set, shots, least }) => {
    const train = await read(`${set}/train`);
    const oos = await read('clinc150/val_oos');
    const results: Evaluation[] = [];
    for (const seed of seeds) {
      const options = { train, keep: 0.95, seed, ...(shots !== undefined && { shots }) };
      results.push(await evaluate({ ...options, ...(set === 'clinc150' && { oos }) }));
    }
    const of = (pick: (result: Evaluation) => number) => meanOf(results.map(pick));
    const accuracy = of((result) => result.accuracy);
    const scope =
      set === 'clinc150'
        ? ` | auroc ${of((result) => result.oos?.auroc ?? 0).toFixed(3)}, oos refused ${percent(of((result) => result.oos?.recallAtKeep ?? 0))}`
        : '';
    console.log(
      `${set} ${shots ?? 'all'}: accuracy ${percent(accuracy)} | ece ${of(({ ece }) => ece).toFixed(3)}${scope}`,
      `| train ${of(({ trainMs }) => trainMs).toFixed(0)} ms, p50 ${of(({ p50Ms }) => p50Ms).toFixed(2)} ms, p95 ${of(({ p95Ms }) => p95Ms).toFixed(2)} ms`,
    );
    expect(accuracy).toBeGreaterThan(least);
    expect(of(({ ece }) => ece)).toBeLessThan(0.08);
  });

  it.each([
    { set: 'banking77', least: 0.72 },
    { set: 'clinc150', least: 0.8 },
    { set: 'hwu64', least: 0.64 },
  ])('answers $set rightly at the default thresholds after 10 examples', async ({ set, least }) => {
    const groups = [...Map.groupBy(await read(`${set}/train`), ({ label }) => label)];
    const strangers = await read('clinc150/val_oos');
    const counts = { n: 0, right: 0, wrong: 0, clarify: 0, strangersAnswered: 0 };
    for (const seed of seeds) {
      const isTest = (index: number) => (index + seed) % 5 === 0;
      const taught = groups.map(([label, rows]) => ({
        question: label.replaceAll('_', ' '),
        variants: rows.flatMap(({ text }, index) => (isTest(index) ? [] : [text])).slice(seed * 3, seed * 3 + 10),
        answer: label,
      }));
      const model = await learn(faqsOf(taught), { version: 1 });
      const ask = (text: string) => answerQuestion(model, { text, at: new Date(0) });
      for (const { text, label } of groups.flatMap(([, rows]) => rows.filter((_, index) => isTest(index)))) {
        const answer = ask(text);
        counts.n += 1;
        if (answer.outcome === 'clarify') counts.clarify += 1;
        if (answer.outcome === 'answered') counts[answer.text === label ? 'right' : 'wrong'] += 1;
      }
      counts.strangersAnswered += strangers.filter(({ text }) => ask(text).outcome === 'answered').length;
    }
    console.log(
      `${set} 10: answered right ${percent(counts.right / counts.n)}, wrong ${percent(counts.wrong / counts.n)},`,
      `clarify ${percent(counts.clarify / counts.n)} | clinc150 oos answered ${percent(counts.strangersAnswered / strangers.length / seeds.length)}`,
    );
    expect(counts.right / counts.n).toBeGreaterThan(least);
  });

  it('knows the language of a turn', async () => {
    const languages = ['ar', 'da', 'de', 'en', 'id', 'it', 'ja', 'nl', 'tr', 'zh'];
    const shares: number[] = [];
    for (const language of languages) {
      const rows = await read(`xsid/${language}`);
      const right = rows.filter(({ text }) => detectLanguage(text, { candidates: languages }).startsWith(language));
      shares.push(right.length / rows.length);
    }
    console.log(
      `language: ${languages.map((language, index) => `${language} ${percent(shares[index] ?? 0)}`).join(', ')}`,
    );
    expect(meanOf(shares)).toBeGreaterThan(0.89);
  });

  it.each([100, 1_000, 2_500])('answers from %i FAQs with 5 variants each', async (faqCount) => {
    const texts = (await read('clinc150/train')).map(({ text }) => text);
    const faqs = Array.from({ length: faqCount }, (_, place) => ({
      question: texts[place * 6] ?? '',
      variants: texts.slice(place * 6 + 1, place * 6 + 6),
      answer: `answer ${place}`,
    }));
    const began = performance.now();
    const model = await learn(faqsOf(faqs), { version: 1 });
    const trainMs = performance.now() - began;
    const timesMs = (await read('clinc150/val')).slice(0, 1_000).map(({ text }) => {
      const asked = performance.now();
      answerQuestion(model, { text, at: new Date(0) });
      return performance.now() - asked;
    });
    console.log(
      `${faqCount} FAQs x 5 variants: train ${trainMs.toFixed(0)} ms, p50 ${quantileOf(timesMs, 0.5).toFixed(2)} ms, p95 ${quantileOf(timesMs, 0.95).toFixed(2)} ms`,
    );
    expect(answerQuestion(model, { text: texts[7] ?? '', at: new Date(0) })).toMatchObject({ faqId: 'faq1' });
  });
});
