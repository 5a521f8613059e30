import { myBubble, partBubble, spansOf } from './bubble.ts';
import { element, icon } from './element.ts';
import { makeSheet } from './style.ts';
import type { Line, MyLine, PartLine, Settings } from './wire.ts';

const CHAT = 'M4 5h16v11H9l-5 4z';
const CROSS = 'M6 6l12 12M18 6L6 18';
const ARROW = 'M5 12h14M13 6l6 6-6 6';
const LONGEST_TEXT = 2_000;

export interface ViewEvents {
  opened(): void;
  wrote(text: string): void;
  chose(choice: PartLine['choices'][number]): void;
  wantedOlder(): void;
}

/** Draws the widget and knows nothing of where its lines come from. Each line is shown once, however often it is given. */
export function makeView(settings: Settings, account: string, on: ViewEvents) {
  const { words, name, direction, language } = settings;
  const say = (word: string) => words[word] ?? '';
  const shown = new Map<string, HTMLElement>();
  let unread = 0;
  let typingTimer: number | undefined;

  const badge = element('span', { class: 'badge', 'aria-hidden': 'true', hidden: '' });
  const launcher = element(
    'button',
    { type: 'button', class: 'launcher', 'aria-expanded': 'false' },
    icon(CHAT),
    badge,
  );
  const close = element('button', { type: 'button', 'aria-label': say('close') }, icon(CROSS));
  const older = element('button', { type: 'button', class: 'older', hidden: '' }, say('older'));
  const greeting = element(
    'div',
    { class: 'row theirs' },
    element('div', { class: 'bubble', dir: 'auto' }, ...spansOf(settings.greeting)),
  );
  const typing = element(
    'div',
    { class: 'row theirs', hidden: '' },
    element(
      'div',
      { class: 'bubble typing' },
      element('i'),
      element('i'),
      element('i'),
      element('span', { class: 'hidden' }, say('typing')),
    ),
  );
  const log = element(
    'div',
    { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': say('transcript'), tabindex: '0' },
    older,
    greeting,
    typing,
  );
  const notice = element('div', { class: 'notice', role: 'status', hidden: '' });
  const input = element('textarea', {
    rows: '1',
    maxlength: String(LONGEST_TEXT),
    placeholder: say('placeholder'),
    'aria-label': say('placeholder'),
    enterkeyhint: 'send',
    dir: 'auto',
  });
  const arrow = icon(ARROW);
  arrow.setAttribute('class', 'flip');
  const form = element('form', {}, input, element('button', { type: 'submit', 'aria-label': say('send') }, arrow));
  const panel = element(
    'div',
    { class: 'panel', role: 'dialog', 'aria-label': name, hidden: '' },
    element('header', {}, element('h2', { dir: 'auto' }, name), close),
    log,
    notice,
    form,
  );
  const region = element('section', { dir: direction, lang: language, 'aria-label': name }, launcher, panel);
  const host = element('div', { 'data-answerdesk': account });
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [makeSheet(settings.colour)];
  shadow.append(region);

  const isOpen = () => !panel.hidden;
  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
  };

  function label(): void {
    badge.hidden = unread === 0;
    badge.textContent = unread > 99 ? '99+' : String(unread);
    const count = unread === 0 ? '' : ` (${say('unread').replace('{{count}}', String(unread))})`;
    launcher.setAttribute('aria-label', `${say(isOpen() ? 'close' : 'open')}${count}`);
  }

  function show(open: boolean): void {
    panel.hidden = !open;
    region.classList.toggle('is-open', open);
    launcher.setAttribute('aria-expanded', String(open));
    if (open) unread = 0;
    label();
    if (!open) {
      launcher.focus();
      return;
    }
    toEnd();
    input.focus();
    on.opened();
  }

  function disable(choiceId: string): void {
    const groups = [...log.querySelectorAll('.choices')].reverse();
    const has = (group: Element) => [...group.children].some((each) => each.getAttribute('data-choice') === choiceId);
    for (const button of groups.find(has)?.querySelectorAll('button') ?? []) {
      button.disabled = true;
      if (button.dataset['choice'] === choiceId) button.setAttribute('aria-pressed', 'true');
    }
  }

  function bubbleOf(line: Line): HTMLElement {
    if (line.kind === 'mine') return myBubble(line, settings);
    const row = partBubble(line, settings, (choice) => {
      log.focus();
      on.chose(choice);
    });
    row.querySelector('img')?.addEventListener('load', () => isAtEnd() && toEnd());
    return row;
  }

  /** What a line comes before: the first of those at the end that were sent after it. */
  function placeOf(id: string | undefined): Element {
    let next: Element = typing;
    for (let row = typing.previousElementSibling; row && id !== undefined; row = row.previousElementSibling) {
      if ((row.getAttribute('data-id') ?? '') <= id) break;
      next = row;
    }
    return next;
  }

  function add(line: Line, place: 'end' | 'start'): boolean {
    const key = line.kind === 'mine' ? line.clientId : line.id;
    const known = shown.get(key);
    if (known) {
      if (line.kind === 'mine' && line.id !== undefined) {
        known.dataset['id'] = line.id;
        setState(line.clientId, '');
      }
      return false;
    }
    const stay = place === 'end' && !isAtEnd() && line.kind === 'part';
    const row = bubbleOf(line);
    shown.set(key, row);
    if (place === 'start') older.after(row);
    else placeOf(line.id).before(row);
    if (line.kind === 'part') typing.hidden = true;
    else if (line.choiceId !== undefined) disable(line.choiceId);
    if (place === 'end' && !stay) toEnd();
    return true;
  }

  function setState(clientId: string, words: string): void {
    const state = shown.get(clientId)?.querySelector('.state');
    if (state) state.textContent = words;
  }

  function submit(): void {
    const text = input.value.trim();
    if (text === '') return;
    input.value = '';
    on.wrote(text);
  }

  launcher.addEventListener('click', () => show(!isOpen()));
  close.addEventListener('click', () => show(false));
  older.addEventListener('click', () => on.wantedOlder());
  panel.addEventListener('keydown', (event) => {
    // The page's own shortcuts are not for what is typed here.
    event.stopPropagation();
    if (event.key === 'Escape' && !event.isComposing) show(false);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  label();
  document.body.append(host);

  return {
    isOpen,
    /** Shows a line at the end; resolves to whether it is a new one. */
    append: (line: PartLine | MyLine) => add(line, 'end'),
    /** Shows earlier lines, oldest first, above all others; where they were disabled stays right. */
    prepend(lines: readonly Line[]): void {
      const before = log.scrollHeight;
      for (const line of [...lines].reverse()) add(line, 'start');
      for (const line of lines) if (line.kind === 'mine' && line.choiceId !== undefined) disable(line.choiceId);
      log.scrollTop += log.scrollHeight - before;
    },
    setState,
    setOlder(isThere: boolean): void {
      older.hidden = !isThere;
      greeting.hidden = isThere;
    },
    clearUnread(): void {
      unread = 0;
      label();
    },
    addUnread(count: number): void {
      unread += count;
      label();
    },
    showTyping(forMs: number): void {
      window.clearTimeout(typingTimer);
      const wasAtEnd = isAtEnd();
      typing.hidden = false;
      if (wasAtEnd) toEnd();
      typingTimer = window.setTimeout(() => {
        typing.hidden = true;
      }, forMs);
    },
    setNotice(text: string): void {
      notice.hidden = text === '';
      if (notice.textContent !== text) notice.textContent = text;
    },
  };
}
