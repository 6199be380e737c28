/** Runs in the page: what of its text overlaps, is cut off, or is broken within a word. Refers to nothing outside itself. */
export function layoutFaults(width: number): string[] {
  interface Piece {
    readonly text: string;
    readonly box: DOMRect;
    readonly inPicture: boolean;
  }
  const isShown = (element: Element): boolean => element.checkVisibility() && element.closest("thead") === null;
  const pieces: Piece[] = [];
  const broken: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = (node.textContent ?? "").trim();
    if (parent === null || text === "" || !isShown(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { 0: word, index } of (node.textContent ?? "").matchAll(
      /(?<![A-Za-z0-9])[A-Za-z0-9]{2,16}(?![A-Za-z0-9])/g,
    )) {
      const letters = document.createRange();
      letters.setStart(node, index);
      letters.setEnd(node, index + word.length);
      const lines = new Set([...letters.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) broken.push(`broken: ${word} in ${text.slice(0, 60)}`);
    }
    for (const box of range.getClientRects()) {
      if (box.width > 0) pieces.push({ text: text.slice(0, 60), box, inPicture: parent.closest("svg") !== null });
    }
  }
  const faults = broken;
  if (document.documentElement.scrollWidth > width) {
    faults.push(`the page is ${document.documentElement.scrollWidth} wide`);
  }
  for (const { text, box } of pieces) {
    if (box.left < -0.5 || box.right > width + 0.5) faults.push(`cut: ${text} (${box.left} to ${box.right})`);
  }
  for (const svg of document.querySelectorAll("svg")) {
    if (!svg.checkVisibility()) continue;
    const frame = svg.getBoundingClientRect();
    const scale = frame.width / svg.viewBox.baseVal.width;
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      const size = Number(text.getAttribute("font-size")) * scale;
      if (width === 360 && size < 11) faults.push(`small: ${text.textContent} (${size})`);
      const isOut =
        box.left < frame.left - 1 ||
        box.right > frame.right + 1 ||
        box.top < frame.top - 1 ||
        box.bottom > frame.bottom + 1;
      if (isOut) faults.push(`outside its picture: ${text.textContent}`);
    }
  }
  // Lines of one paragraph touch; letters of two pieces may not.
  const SLACK = 3;
  const sorted = pieces.sort((a, b) => a.box.top - b.box.top);
  for (const [index, one] of sorted.entries()) {
    for (const other of sorted.slice(index + 1)) {
      if (other.box.top > one.box.bottom - SLACK) break;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (across > 1 && down > SLACK) faults.push(`overlap: ${one.text} | ${other.text}`);
    }
  }
  return faults;
}
