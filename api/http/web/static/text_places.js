// Places in a text by the offsets of the API, which count code points, and what is drawn at them.
const LINE_LIFT = 18; // pixels by which a line bows upwards

// The node and position within it at an offset of a paragraph. Labels are no text of the article, and a character that
// is shown by its code point counts as one.
function locate(paragraph, wanted) {
  const accept = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    if (node.classList.contains("by")) return NodeFilter.FILTER_REJECT;
    return node.classList.contains("unseen") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  };
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, accept);
  let left = wanted;
  let last = [paragraph, paragraph.childNodes.length];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (left === 0) return [node, 0];
      left -= 1;
      last = [node, node.childNodes.length];
      node = walker.lastChild() ?? node; // past the code point's own text
      continue;
    }
    let units = 0;
    for (const character of node.data) {
      if (left === 0) return [node, units];
      units += character.length;
      left -= 1;
    }
    last = [node, units];
    if (left === 0) return last;
  }
  return last;
}

// The range of "START-END" in the text.
export function placeOf(text, place) {
  const [start, end] = place.split("-").map(Number);
  const paragraphs = text.querySelectorAll("p[data-start]");
  let low = 0;
  let high = paragraphs.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (Number(paragraphs[middle].dataset.start) <= start) low = middle;
    else high = middle - 1;
  }
  const begin = Number(paragraphs[low].dataset.start);
  const range = new Range();
  range.setStart(...locate(paragraphs[low], start - begin));
  range.setEnd(...locate(paragraphs[low], end - begin));
  return range;
}

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
