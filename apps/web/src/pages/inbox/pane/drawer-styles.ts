/** A drawer looks like a dialog. */
export const drawerStyles = {
  header: { background: 'inherit' },
  content: { background: 'var(--desk-raised)' },
  title: { fontWeight: 650 },
} as const;
