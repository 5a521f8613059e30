import { startChat } from './chat.ts';

const script = document.currentScript;
const account = script?.getAttribute('data-account') ?? '';
if (script instanceof HTMLScriptElement && account !== '') {
  const base = new URL(script.src).origin;
  const begin = () => void startChat(base, account);
  if (document.body) begin();
  else document.addEventListener('DOMContentLoaded', begin, { once: true });
}
