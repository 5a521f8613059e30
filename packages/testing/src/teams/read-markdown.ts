const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
  '#39': "'",
};

/**
 * A text as its reader sees it: marks of the markdown that Teams draws are gone, what is escaped stands as itself.
 * Text of format `plain` is the reader's already and must not pass here.
 */
export function readMarkdown(markdown: string): string {
  const kept: string[] = [];
  const keep = (text: string) => `\uE000${kept.push(text) - 1}\uE001`;
  return markdown
    .replace(/\\([\\`*_{}[\]()#+\-.!~<>|&])/g, (_whole, character: string) => keep(character))
    .replace(/```\w*\n?([\s\S]*?)```/g, (_whole, code: string) => keep(code))
    .replace(/`([^`\n]+)`/g, (_whole, code: string) => keep(code))
    .replace(/!?\[([^\]\n]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/^(?:#{1,6}|>)\s+/gm, '')
    .replace(/(\*\*|__|~~)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]*?\S)\*(?![\w*])/g, '$1')
    .replace(/(?<![\w_])_(?=\S)([^_\n]*?\S)_(?![\w_])/g, '$1')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\uE000(\d+)\uE001/g, (_whole, index: string) => kept[Number(index)] ?? '');
}
