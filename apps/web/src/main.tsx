import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './base.css';
import { createRoot } from 'react-dom/client';
import { startI18n } from './i18n.ts';
import { Root } from './root.tsx';

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no #root');
const root = createRoot(container);
startI18n().then(
  () => root.render(<Root />),
  () => root.render(<p>Answerdesk could not be loaded. Reload the page to try again.</p>),
);
