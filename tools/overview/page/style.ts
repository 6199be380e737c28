/** How the page looks: on a phone, on a screen, light and dark, and on A4. */
import { PICTURE_STYLE, SCHEMES } from "../pictures/picture-style";

const PAGE = `
:root{color-scheme:light dark}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;-webkit-text-size-adjust:100%}
body{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem;overflow-wrap:break-word}
dd,h1,h2{overflow-wrap:anywhere}
time,.n{white-space:nowrap}
h1,h2{font-family:Georgia,"Iowan Old Style","Times New Roman",serif;font-weight:normal;line-height:1.2;text-wrap:balance}
h1{font-size:2rem;margin:0 0 .5rem}
h2{font-size:1.5rem;margin:0 0 .4rem}
h3{font-size:1rem;margin:1.5rem 0 .4rem}
p{margin:.5rem 0 .9rem}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
section{margin-top:3.25rem;padding-top:1.25rem;border-top:1px solid var(--rule)}
.lead{font-size:1.12rem}
.takeaway{font-size:1.08rem;max-width:42rem}
.small,figcaption,caption{font-size:.875rem;color:var(--muted)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;padding:0;margin:1.25rem 0 0;list-style:none;font-size:.9375rem}
nav a{display:inline-block;padding:.25rem 0}
dl.state{display:grid;grid-template-columns:repeat(auto-fill,minmax(13.5rem,1fr));gap:0 1.5rem;margin:1.5rem 0 0}
dl.state div{padding:.65rem 0;border-top:1px solid var(--rule)}
dl.state dt{font-size:.875rem;color:var(--muted)}
dl.state dd{margin:0;font-variant-numeric:tabular-nums}
figure{margin:1.25rem 0}
figure svg{display:block;max-width:100%;height:auto}
figcaption{margin-top:.6rem}
svg.wide{display:none}
table{width:100%;overflow-wrap:break-word;border-collapse:collapse;margin:.75rem 0 1.25rem;font-size:.9375rem;line-height:1.4;font-variant-numeric:tabular-nums}
caption{text-align:left;padding-bottom:.4rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .9rem .45rem 0;border-top:1px solid var(--rule)}
thead th{border-top:0;font-weight:normal;color:var(--muted);font-size:.875rem}
tbody th{font-weight:600}
th .small{display:inline-block;white-space:nowrap}
.n{text-align:right}
details{margin:.5rem 0 1rem}
summary{cursor:pointer;color:var(--accent);padding:.35rem 0}
.finding{border-left:3px solid var(--rule);padding:.1rem 0 .1rem .9rem;margin:0 0 1.1rem}
.finding p{margin:.15rem 0}
.finding.error,.finding.warning{border-left-color:var(--alarm)}
.finding.error{background:var(--alarm-ground);border-left-width:6px}
.alarm{color:var(--alarm);font-weight:600}
.changes{list-style:none;padding:0}
.changes>li{padding:.6rem 0;border-top:1px solid var(--rule)}
.changes ul{margin:.2rem 0 0;padding-left:1.1rem}
.key{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;padding:0;margin:0;list-style:none}
.key i{display:inline-block;width:1.9rem;height:.95rem;margin-right:.45rem;vertical-align:-.1rem;border-radius:3px}
.key .ours-key{background:var(--ours);border:2px solid var(--accent)}
.key .settings-key{background:var(--settings);border:2px dotted var(--accent)}
.key .microsoft-key{background:var(--theirs);border:2px dashed var(--theirs-line)}
footer{margin-top:3.5rem;padding-top:1rem;border-top:1px solid var(--rule)}
@media (max-width:44.99rem){
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,caption,tbody,tr,th,td{display:block;width:auto}
tr{padding:.5rem 0;border-top:1px solid var(--rule)}
tbody th,td{border:0;padding:.1rem 0;text-align:left}
td::before{content:attr(data-name) ": ";color:var(--muted)}
}
@media (min-width:45rem),print{
svg.narrow{display:none}
svg.wide{display:block}
body{padding-left:1.5rem;padding-right:1.5rem}
}
@media print{
@page{size:A4;margin:15mm}
:root{--paper:#fff}
html{font-size:10.5pt}
body{max-width:none;padding:0}
nav{display:none}
section{margin-top:2rem}
h2,h3,.takeaway,caption,thead{break-after:avoid}
figure,tr,.takeaway,.finding,.changes>li{break-inside:avoid}
figure svg{max-height:245mm}
details::details-content{content-visibility:visible;display:block;height:auto}
summary{color:var(--muted);list-style:none}
a{color:inherit;text-decoration:none}
}`;

export const STYLE = `${SCHEMES}${PICTURE_STYLE}${PAGE}`;
