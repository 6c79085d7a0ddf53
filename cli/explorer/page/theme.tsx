// Light, dark, or as the system is. Kept in the browser where it allows that.

import { useEffect, useState } from 'preact/hooks';
import type { Lang } from '../../i18n.js';
import { say } from './desk.js';
import { words } from './words.js';

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];
const names = { auto: words.themeAuto, light: words.themeLight, dark: words.themeDark } as const;
const signs = { auto: '◐', light: '☀', dark: '☾' } as const;

function kept(): Theme {
  try {
    return themes.find((t) => t === localStorage.getItem('sekisho-theme')) ?? 'auto';
  } catch {
    return 'auto';
  }
}

export function ThemeButton({ lang }: { readonly lang: Lang }) {
  const [theme, setTheme] = useState<Theme>(kept);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem('sekisho-theme', theme);
    } catch {
      // Nothing is kept then.
    }
  }, [theme]);
  const label = `${say(words.theme, { lang })}: ${say(names[theme], { lang })}`;
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => setTheme(themes[(themes.indexOf(theme) + 1) % themes.length]!)}
    >
      {signs[theme]}
    </button>
  );
}
