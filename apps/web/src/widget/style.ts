/** The widget's looks, as a sheet of its own: a page's rules against inline styles do not touch it. */
export function makeSheet(colour: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css.replace('BRAND', /^#[0-9a-f]{6}$/i.test(colour) ? colour : '#1a5fb4'));
  return sheet;
}

const css = `
:host{all:initial;--brand:BRAND;--ground:#fff;--text:#1c1e21;--soft:#5a6068;--theirs:#eef0f3;--line:#868d96;color-scheme:light;font:16px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic","Noto Sans SC",sans-serif}
@media (prefers-color-scheme:dark){:host{--ground:#1d1f23;--text:#eceef0;--soft:#b3b9c1;--theirs:#2f333a;--line:#7d858f;color-scheme:dark}}
*{box-sizing:border-box;font:inherit;color:inherit}
[hidden]{display:none!important}
button{cursor:pointer}
:focus-visible{outline:3px solid var(--text);outline-offset:2px;box-shadow:0 0 0 2px var(--ground)}
svg{width:26px;height:26px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.launcher{position:fixed;inset-block-end:20px;inset-inline-end:20px;z-index:2147483000;width:60px;height:60px;border:0;border-radius:50%;background:var(--brand);color:#fff;display:grid;place-items:center;box-shadow:0 0 0 2px #fff8,0 4px 16px #0005}
.badge{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-width:24px;height:24px;padding:0 6px;border-radius:12px;background:#b3001b;color:#fff;font-size:14px;line-height:24px;font-weight:600;border:0}
.panel{position:fixed;inset-block-end:92px;inset-inline-end:20px;z-index:2147483001;width:384px;height:min(600px,calc(100vh - 112px));display:flex;flex-direction:column;background:var(--ground);color:var(--text);border:1px solid var(--line);border-radius:16px;overflow:hidden;box-shadow:0 8px 32px #0004}
header{display:flex;align-items:center;gap:8px;padding:8px 8px 8px 16px;padding-inline:16px 8px;background:var(--brand);color:#fff}
h2{flex:1;margin:0;font-size:17px;font-weight:600;overflow-wrap:anywhere}
header button{width:44px;height:44px;border:0;border-radius:10px;background:transparent;display:grid;place-items:center}
header button:focus-visible{outline-color:#fff;outline-offset:-4px;box-shadow:none}
.log{flex:1;overflow-y:auto;overscroll-behavior:contain;padding:16px;display:flex;flex-direction:column;gap:10px}
.log:focus-visible{outline-offset:-4px}
.row{display:flex;flex-direction:column;align-items:flex-start;gap:4px;max-width:88%}
.mine{align-self:flex-end;align-items:flex-end}
.bubble{padding:9px 13px;border-radius:16px;background:var(--theirs);white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}
.mine .bubble{background:var(--brand);color:#fff}
.who,.state{font-size:13px;color:var(--soft)}
.who{font-weight:600}
.state:empty{display:none}
strong{font-weight:700}em{font-style:italic}
code{font-family:ui-monospace,monospace;font-size:.92em;background:#8883;border-radius:4px;padding:0 3px}
.bubble a{text-decoration:underline;text-underline-offset:2px}
.picture{display:block;border-radius:12px;overflow:hidden;background:var(--theirs);min-height:40px;min-width:120px}
img{display:block;max-width:100%;max-height:260px;object-fit:contain}
.choices{display:flex;flex-wrap:wrap;gap:8px;padding-block:2px}
.choices button,.older{min-height:44px;padding:8px 14px;border:1px solid var(--line);border-radius:14px;background:var(--ground);text-align:start;overflow-wrap:anywhere}
.choices button:hover:enabled,.older:hover{background:var(--theirs)}
.choices button:disabled{cursor:default;color:var(--soft)}
.choices button[aria-pressed=true]{border-color:var(--text);color:var(--text);font-weight:600}
.older{align-self:center;font-size:14px}
.typing{display:flex;gap:5px;padding:14px}
.typing i{width:8px;height:8px;border-radius:50%;background:var(--soft)}
.notice{padding:8px 16px;background:#fff3cd;color:#4d3a00;font-size:14px}
form{display:flex;align-items:flex-end;gap:8px;padding:10px;border-block-start:1px solid var(--line)}
textarea{flex:1;min-width:0;min-height:44px;max-height:140px;resize:none;padding:10px 12px;border:1px solid var(--line);border-radius:12px;background:var(--ground);field-sizing:content}
textarea:focus-visible{outline-width:2px;outline-offset:-1px;box-shadow:none}
textarea::placeholder{color:var(--soft);opacity:1}
form button{flex:none;width:48px;height:44px;border:0;border-radius:12px;background:var(--brand);color:#fff;display:grid;place-items:center}
[dir=rtl] textarea:placeholder-shown{direction:rtl}
[dir=rtl] .flip{transform:scaleX(-1)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:480px){.panel{inset:0;width:auto;height:auto;border:0;border-radius:0}.is-open .launcher{display:none}}
@media (prefers-reduced-motion:no-preference){.panel{animation:rise .18s ease-out}.typing i{animation:blink 1.2s infinite}.typing i:nth-child(2){animation-delay:.2s}.typing i:nth-child(3){animation-delay:.4s}}
@keyframes rise{from{opacity:0;transform:translateY(12px)}}
@keyframes blink{50%{opacity:.25}}
@media (forced-colors:active){.launcher,.bubble,form button{border:1px solid}}
`;
