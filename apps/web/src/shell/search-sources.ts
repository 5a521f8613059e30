import type { Permission } from '@answerdesk/domain';
import type { ScreenSentence } from '@answerdesk/locales';
import type { Icon } from '@tabler/icons-react';

/** Something of an area's that ⌘K finds. */
export interface SearchSource {
  readonly name: string;
  /** The heading over its hits. */
  readonly label: ScreenSentence<'shell'>;
  readonly icon: Icon;
  readonly permission: Permission;
  /** At most a handful, the best first; `href` is a path of ours. */
  find(query: string): Promise<readonly { id: string; title: string; detail?: string; href: string }[]>;
}

/** An area joins the search with an entry here. */
export const searchSources: readonly SearchSource[] = [];
