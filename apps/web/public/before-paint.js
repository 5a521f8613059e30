// Runs before the first paint, so that a person who chose dark or Arabic never sees a flash of the other.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const chosen = read('answerdesk.colour-scheme');
  const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light';
  const language = read('answerdesk.language') ?? navigator.language;
  if (/^ar\b/.test(language)) document.documentElement.dir = 'rtl';
})();
