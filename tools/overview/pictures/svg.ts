/** A picture as SVG: for the page, which has the colours, and for a file of its own. */
import { type Markup, markup, Markup as Raw } from "../markup";
import type { Paper, Picture } from "./picture";
import { PICTURE_STYLE, SCHEMES } from "./picture-style";

const FONTS = "Arial,'Liberation Sans',Helvetica,sans-serif";

/** For the page. */
export function inlineSvg({ width, height, body, alternative }: Picture, { name }: Paper): Markup {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  return markup`<svg class="${name}" role="img" aria-label="${alternative}" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="${FONTS}">${body}</svg>`;
}

/** A file of its own, with its colours, light and dark. */
export function svgFile({ width, height, body, alternative }: Picture, title: string): string {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const style = new Raw(`${SCHEMES}${PICTURE_STYLE}`);
  return `${
    markup`<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="${FONTS}">
<title>${title}</title>
<desc>${alternative}</desc>
<style>${style}</style>
<rect width="${w}" height="${h}" class="paper"/>
${new Raw(body.text.replace(/></g, ">\n<"))}
</svg>`.text
  }\n`;
}
