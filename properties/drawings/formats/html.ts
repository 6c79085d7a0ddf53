// A page that stands alone: the drawing, stepped with the arrow keys, and beside it what the attacker knows after each
// step and which checks were made. It loads nothing, so it works offline and from a file.

import { pick, type Lang } from '../i18n.js';
import type { SequenceDiagram } from '../diagram.js';
import { framesOf } from '../frames.js';
import { escaped, fontFamily } from '../svg/placeholders.js';
import { words } from '../words/drawing.js';
import { sequenceText } from './text.js';

const style = `
:root{font-family:${fontFamily};color:#111;background:#fff}
body{margin:0;display:grid;grid-template-columns:minmax(0,1fr) 21rem;height:100vh}
main{overflow:auto;padding:.5rem}
main svg{width:100%;height:auto}
aside{border-left:2px solid #111;padding:1rem;overflow:auto;font-size:.95rem}
h1{font-size:1.1rem;margin:0 0 .5rem}h2{font-size:.95rem;margin:1rem 0 .25rem}
ul{margin:0;padding-left:1.2rem}li.new{font-weight:700;text-decoration:underline}
.frame{visibility:hidden}.frame.shown{visibility:visible}.frame.past{opacity:.62}
nav{display:flex;gap:.5rem;align-items:center}button{font:inherit;padding:.2rem .7rem}
summary{cursor:pointer;margin-top:1rem}pre{white-space:pre-wrap;font-family:inherit;font-size:.8rem}
@media print{body{display:block;height:auto}aside nav{display:none}.frame{visibility:visible;opacity:1!important}}
@media (max-width:60rem){body{display:block;height:auto}aside{border-left:0;border-top:2px solid #111}}
`;

const script = `
const data=JSON.parse(document.getElementById('frames').textContent);
let at=0;
const list=(id,items,none,fresh=[])=>{const ul=document.getElementById(id);ul.replaceChildren();
for(const t of items.length?items:[none]){const li=document.createElement('li');li.textContent=t;if(fresh.includes(t))li.className='new';ul.append(li)}};
function show(n,move=true){at=Math.max(0,Math.min(data.frames.length-1,n));const f=data.frames[at];
for(const g of document.querySelectorAll('.frame')){const k=Number([...g.classList].find(c=>/^f\\d+$/.test(c)).slice(1));
g.classList.toggle('shown',k<=at);g.classList.toggle('past',k<at)}
document.getElementById('at').textContent=(at+1)+' / '+data.frames.length;
document.getElementById('sentence').textContent=data.words.step+' '+f.step+'. '+f.sentence;
document.getElementById('told').textContent=f.told.join(' ');
list('knows',f.knows,data.words.nothing,f.isNew);list('checks',f.checks,data.words.noChecks);
if(move){const g=document.querySelector('.frame.f'+at);if(g&&g.scrollIntoView)g.scrollIntoView({block:'center',inline:'nearest'})}
history.replaceState(null,'','#'+(at+1))}
addEventListener('keydown',e=>{const by={ArrowRight:1,ArrowDown:1,PageDown:1,' ':1,ArrowLeft:-1,ArrowUp:-1,PageUp:-1}[e.key];
if(by&&!e.ctrlKey&&!e.metaKey&&!e.altKey&&e.target.tagName!=='BUTTON'&&e.target.tagName!=='SUMMARY'){e.preventDefault();show(at+by)}
if(e.key==='Home'){e.preventDefault();show(0)}if(e.key==='End'){e.preventDefault();show(data.frames.length-1)}});
document.getElementById('next').onclick=()=>show(at+1);document.getElementById('back').onclick=()=>show(at-1);
show((parseInt(location.hash.slice(1))||1)-1);
`;

/** JSON that cannot end the element it stands in. */
const inScript = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');

/** A page around a drawing without steps of its own: a machine, a tree, a twin. */
export const plainHtml = (title: string, svg: string, text: string, lang: Lang): string =>
  page(
    title,
    lang,
    `<main>${svg}<details><summary>${escaped(pick(textWord, lang))}</summary><pre>${escaped(text)}</pre></details></main>`,
    'body{display:block;height:auto}',
  );

const textWord = { en: 'The drawing in words', ja: '図の内容（文章）' };

export function sequenceHtml(d: SequenceDiagram, svg: string): string {
  const word = (id: keyof typeof words) => escaped(pick(words[id], d.lang));
  const frames = {
    frames: framesOf(d),
    words: {
      step: pick(words.step, d.lang),
      nothing: pick(words.nothing, d.lang),
      noChecks: pick(words.noChecks, d.lang),
    },
  };
  const body = `<main>${svg}</main>
<aside>
<h1>${escaped(d.title)}</h1>
<nav><button id="back" type="button">←</button><button id="next" type="button">→</button><span id="at"></span></nav>
<div aria-live="polite"><h2 id="sentence"></h2><p id="told"></p></div>
<h2>${word('knows')}</h2><ul id="knows"></ul>
<h2>${word('checks')}</h2><ul id="checks"></ul>
<details><summary>${escaped(pick(textWord, d.lang))}</summary><pre>${escaped(sequenceText(d))}</pre></details>
</aside>
<script type="application/json" id="frames">${inScript(frames)}</script>
<script>${script}</script>`;
  return page(d.title, d.lang, body, '');
}

const page = (title: string, lang: Lang, body: string, more: string): string =>
  `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title>
<style>${style}${more}</style></head>
<body>
${body}
</body>
</html>
`;
