// The one file that knows which Graphviz build is used. Another build is another body of `renderSvg`.

import { renderGraphFromSource } from 'graphviz-cli';

/** `neato` draws what stands at pinned positions; `dot` lays out graphs in layers. */
export type Engine = 'neato' | 'dot';

/** Renders DOT source to SVG. Throws Graphviz's own words if the source is wrong: that is a fault of the caller. */
export const renderSvg = (dot: string, engine: Engine): Promise<string> =>
  renderGraphFromSource({ input: dot }, { format: 'svg', engine });
