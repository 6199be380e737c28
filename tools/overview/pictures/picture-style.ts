/** The colours of the page and of the pictures: one calm palette, light and dark. */

const LIGHT = `--paper:#fdfcfa;--ink:#1c2429;--muted:#55606a;--rule:#d5d8db;--accent:#1f5f6b;--ours:#e3eff1;--settings:#f1f7f8;--theirs:#f4f0e8;--theirs-line:#7d6a45;--alarm:#98351f;--alarm-ground:#fbeeea`;
const DARK = `--paper:#14191c;--ink:#e4e8ea;--muted:#a3adb5;--rule:#3a444b;--accent:#7cc3d0;--ours:#1d3c43;--settings:#18282d;--theirs:#2b2820;--theirs-line:#c2ab7d;--alarm:#f0937c;--alarm-ground:#3a211b`;

/** Paper is light, whatever the screen. */
export const SCHEMES = `:root{${LIGHT}}@media screen and (prefers-color-scheme:dark){:root{${DARK}}}`;

/** Lines say by themselves whose a box is: full ours, dotted our settings at Microsoft, dashed not ours. */
export const PICTURE_STYLE = [
  ".t{fill:var(--ink)}.t.m{fill:var(--muted)}.b{font-weight:bold}",
  ".paper{fill:var(--paper)}",
  ".ours{fill:var(--ours);stroke:var(--accent);stroke-width:1.5}",
  ".settings{fill:var(--settings);stroke:var(--accent);stroke-width:1.5;stroke-dasharray:1.5 3;stroke-linecap:round}",
  ".microsoft,.other{fill:var(--theirs);stroke:var(--theirs-line);stroke-width:1.2;stroke-dasharray:6 4}",
  ".idle{fill:none;stroke:var(--muted);stroke-dasharray:2 3}",
  ".row{fill:var(--paper);stroke:var(--rule)}",
  ".edge{fill:none;stroke:var(--ink);stroke-width:1.2}.dashed{stroke-dasharray:5 4}",
  ".head{fill:var(--ink)}",
  ".axis{stroke:var(--rule)}.life{stroke:var(--rule);stroke-dasharray:3 3}",
  ".bar{fill:var(--accent)}.open{fill:none;stroke:var(--accent);stroke-dasharray:4 3}",
  ".soon{fill:var(--alarm)}.mark{stroke:var(--paper);stroke-width:2}.today{stroke:var(--alarm);stroke-width:1.5}",
  ".band{fill:var(--ours)}.fall{fill:none;stroke:var(--accent);stroke-width:2}",
  ".dot{fill:var(--accent)}.number{fill:var(--paper);stroke:var(--accent);stroke-width:1.2}",
].join("\n");
