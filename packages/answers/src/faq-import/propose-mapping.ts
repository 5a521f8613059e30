import type { FaqColumn, FaqMapping } from '@answerdesk/domain';
import { columnOf } from '../faq-files/columns.ts';

/** What people call the columns of their lists; plain words, without case, spaces and marks. */
const names: Readonly<Record<FaqColumn, readonly string[]>> = {
  question: [
    ...[
      'q',
      'questions',
      'title',
      'ask',
      'topic',
      'prompt',
      'pregunta',
      'frage',
      'domanda',
      'pergunta',
      'vraag',
      '问题',
    ],
    ...['問題', '质问', '質問', '提问', '标题', '標題', 'سؤال', 'السؤال', 'вопрос', '질문', 'faq'],
  ],
  variants: [
    ...['variant', 'alternatives', 'alternative', 'alternatequestions', 'similarquestions', 'phrasings', 'synonyms'],
    ...['varianten', 'variantes', 'variante', '相似问题', '相似问法', '相似問題', '類似問題', '类似问题', '问法'],
  ],
  answer: [
    ...['a', 'answers', 'reply', 'response', 'text', 'content', 'respuesta', 'antwort', 'réponse', 'reponse'],
    ...[
      'risposta',
      'resposta',
      'antwoord',
      '答案',
      '回答',
      '回复',
      '回覆',
      '内容',
      'جواب',
      'الجواب',
      'إجابة',
      'ответ',
      '답변',
    ],
  ],
  locale: ['language', 'lang', 'idioma', 'sprache', 'langue', 'lingua', '语言', '語言', '言語', 'اللغة', 'язык'],
  category: [
    ...['categories', 'group', 'section', 'tag', 'tags', 'label', 'categoría', 'categoria', 'kategorie', 'catégorie'],
    ...['categorie', '分类', '分類', '类别', '類別', 'カテゴリ', 'カテゴリー', 'فئة', 'الفئة', 'категория'],
  ],
  validFrom: ['from', 'start', 'startdate', 'validsince', 'gültigab', 'desde', '生效时间', '开始时间', '開始日'],
  validUntil: [
    'until',
    'to',
    'end',
    'enddate',
    'expires',
    'expiry',
    'gültigbis',
    'hasta',
    '失效时间',
    '结束时间',
    '終了日',
  ],
};

/** Guesses what a file's columns hold from what they are called; variants may be in several columns, all else in one. */
export function proposeMapping(headings: readonly string[]): FaqMapping {
  const taken = new Set<FaqColumn>();
  const exact = headings.map((heading) => columnOf(heading));
  for (const column of exact) if (column) taken.add(column);
  return headings.map((heading, at) => {
    const known = exact[at];
    if (known) return exact.indexOf(known) === at || known === 'variants' ? known : null;
    const column = columnNamed(heading);
    if (!column || (taken.has(column) && column !== 'variants')) return null;
    taken.add(column);
    return column;
  });
}

function columnNamed(heading: string): FaqColumn | undefined {
  const plain = heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}]/gu, '');
  const columns = Object.keys(names) as FaqColumn[];
  return columns.find((column) => names[column].includes(plain));
}
