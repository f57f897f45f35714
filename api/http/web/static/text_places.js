// Places in a text by the offsets of the API, which count code points, and what is drawn at them.
const LINE_LIFT = 18; // pixels by which a line bows upwards

// The code points of a paragraph, each as its node, the position in it, and the character. Labels are no text of the
// article, and a character that is shown by its code point counts as one.
function* codePoints(paragraph) {
  const accept = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    if (node.classList.contains("by")) return NodeFilter.FILTER_REJECT;
    return node.classList.contains("unseen") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  };
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, accept);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      yield [node, 0, "\ufffd"];
      walker.lastChild(); // past the code point's own text
      continue;
    }
    let units = 0;
    for (const character of node.data) {
      yield [node, units, character];
      units += character.length;
    }
  }
}

export const wordsOf = (paragraph) => [...codePoints(paragraph)].map(([, , character]) => character).join("");

// The node and position within it at an offset of a paragraph, which may be its end.
function locate(paragraph, wanted) {
  let left = wanted;
  let last = [paragraph, paragraph.childNodes.length];
  for (const [node, units, character] of codePoints(paragraph)) {
    if (left === 0) return [node, units];
    left -= 1;
    last = node.nodeType === Node.TEXT_NODE ? [node, units + character.length] : [node, node.childNodes.length];
  }
  return last;
}

// The offset in the text that is nearest to a point of the window; null if that is outside of the text.
export function offsetAt(text, x, y) {
  const caret = document.caretPositionFromPoint?.(x, y);
  const range = caret ? null : document.caretRangeFromPoint?.(x, y);
  const node = caret?.offsetNode ?? range?.startContainer;
  const units = caret?.offset ?? range?.startOffset;
  const paragraph = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("p[data-start]");
  if (!paragraph || !text.contains(paragraph)) return null;
  let offset = Number(paragraph.dataset.start);
  for (const [other, position] of codePoints(paragraph)) {
    if (other === node && position >= units) return offset;
    if (other !== node && !(node.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING)) return offset;
    offset += 1;
  }
  return offset;
}

// The number of the paragraph that has an offset.
export function paragraphAt(paragraphs, offset) {
  let low = 0;
  let high = paragraphs.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (Number(paragraphs[middle].dataset.start) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

// A range between two offsets of the text.
export function rangeOf(text, start, end) {
  const paragraphs = text.querySelectorAll("p[data-start]");
  const range = new Range();
  const [first, last] = [paragraphs[paragraphAt(paragraphs, start)], paragraphs[paragraphAt(paragraphs, end - 1)]];
  range.setStart(...locate(first, start - Number(first.dataset.start)));
  range.setEnd(...locate(last, end - Number(last.dataset.start)));
  return range;
}

// The range of "START-END" in the text.
export const placeOf = (text, place) => rangeOf(text, ...place.split("-").map(Number));

// Colours ranges without changing the document, where the browser can.
export function highlight(groups) {
  if (!CSS.highlights) return;
  CSS.highlights.clear();
  for (const [name, ranges] of Object.entries(groups)) CSS.highlights.set(name, new Highlight(...ranges));
}

// Draws a line from each range to the next.
export function drawLines(text, ranges) {
  text.querySelector(".lines")?.remove();
  if (ranges.length < 2) return;
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("class", "lines");
  drawing.setAttribute("aria-hidden", "true");
  const origin = text.getBoundingClientRect();
  const points = ranges.map((range) => {
    const box = range.getClientRects()[0] ?? range.getBoundingClientRect();
    return [(box.left + box.right) / 2 - origin.left, box.top - origin.top];
  });
  points.forEach(([x, y], index) => {
    const dot = document.createElementNS(space, "circle");
    for (const [name, value] of Object.entries({ cx: x, cy: y, r: 3 })) dot.setAttribute(name, value);
    drawing.append(dot);
    if (index === 0) return;
    const [fromX, fromY] = points[index - 1];
    const lift = Math.min(fromY, y) - LINE_LIFT;
    const line = document.createElementNS(space, "path");
    line.setAttribute("d", `M${fromX} ${fromY}C${fromX} ${lift} ${x} ${lift} ${x} ${y}`);
    drawing.append(line);
  });
  text.append(drawing);
}
