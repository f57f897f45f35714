// The extent of a quotation, corrected in the text: each end of its spans is dragged, or moved by the arrow keys.
import { highlight, offsetAt, paragraphAt, rangeOf, wordsOf } from "./text_places.js";

const segmenters = {
  word: new Intl.Segmenter("en", { granularity: "word" }),
  grapheme: new Intl.Segmenter("en", { granularity: "grapheme" }),
};
// What a handle is called, for a quotation in one piece and for one in several.
const LABELS = {
  start: { whole: "Start of the quotation", part: "Start of part {} of the quotation" },
  end: { whole: "End of the quotation", part: "End of part {} of the quotation" },
};
let current = null; // the editor in use

// The offsets in a paragraph at which a quotation may begin, or end, by characters as readers see them or by words.
function places(paragraph, side, unit) {
  const found = [];
  let at = Number(paragraph.dataset.start);
  for (const { segment, isWordLike } of segmenters[unit].segment(wordsOf(paragraph))) {
    const next = at + [...segment].length;
    if (segment.trim() && isWordLike !== false) found.push(side === "start" ? at : next);
    at = next;
  }
  return found;
}

class Editor {
  constructor(text, given, changed) {
    this.text = text;
    this.given = given;
    this.changed = changed;
    this.paragraphs = [...text.querySelectorAll("p[data-start]")];
    this.spans = structuredClone(given);
    this.handles = given.flatMap((_, number) => ["start", "end"].map((side) => this.handle(number, side)));
    this.show();
  }

  handle(number, side) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: `handle ${side}` });
    const label = LABELS[side][this.given.length > 1 ? "part" : "whole"].replace("{}", number + 1);
    for (const [name, value] of Object.entries({ role: "slider", "aria-label": label })) made.setAttribute(name, value);
    made.addEventListener("keydown", (event) => this.press(event, number, side));
    made.addEventListener("pointerdown", (event) => this.drag(event, made, number, side));
    this.text.append(made);
    return made;
  }

  press(event, number, side) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.reset();
    else if (step) this.step(number, side, step, event.ctrlKey || event.altKey ? "word" : "grapheme");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // The first place in a direction, in this paragraph or in those that follow.
  step(number, side, step, unit) {
    const at = this.spans[number][side];
    let index = paragraphAt(this.paragraphs, side === "end" ? at - 1 : at);
    for (; this.paragraphs[index]; index += step) {
      const found = places(this.paragraphs[index], side, unit).filter((place) => (place - at) * step > 0);
      if (found.length) return this.move(number, side, found.at(step > 0 ? 0 : -1));
    }
  }

  drag(event, handle, number, side) {
    if (event.button !== 0) return;
    event.preventDefault();
    handle.focus({ preventScroll: true });
    this.text.classList.add("dragging");
    const move = ({ clientX, clientY }) => {
      const at = offsetAt(this.text, clientX, clientY);
      if (at === null) return;
      const possible = places(this.paragraphs[paragraphAt(this.paragraphs, at)], side, "grapheme");
      const nearest = (best, place) => (Math.abs(place - at) < Math.abs(best - at) ? place : best);
      if (possible.length) this.move(number, side, possible.reduce(nearest));
    };
    const end = () => {
      this.text.classList.remove("dragging");
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }

  // Sets an end, unless that would leave nothing of its span or touch the next.
  move(number, side, place) {
    const span = this.spans[number];
    const least = side === "start" ? (this.spans[number - 1]?.end ?? -1) + 1 : span.start + 1;
    const most = side === "start" ? span.end - 1 : (this.spans[number + 1]?.start ?? Infinity) - 1;
    if (place < least || place > most) return;
    span[side] = place;
    this.show();
  }

  reset() {
    this.spans = structuredClone(this.given);
    this.show();
  }

  show() {
    const ranges = this.spans.map(({ start, end }) => rangeOf(this.text, start, end));
    const origin = this.text.getBoundingClientRect();
    highlight({ extent: ranges });
    this.handles.forEach((handle, index) => {
      const [number, side] = [Math.floor(index / 2), index % 2 ? "end" : "start"];
      const boxes = ranges[number].getClientRects();
      const box = side === "start" ? boxes[0] : boxes[boxes.length - 1];
      const paragraph = this.paragraphs[paragraphAt(this.paragraphs, this.spans[number].start)];
      const leftwards = getComputedStyle(paragraph).direction === "rtl";
      handle.style.left = `${((side === "start") !== leftwards ? box.left : box.right) - origin.left}px`;
      handle.style.top = `${box.top - origin.top}px`;
      handle.style.height = `${box.height}px`;
      handle.setAttribute("aria-valuenow", this.spans[number][side]);
      handle.setAttribute("aria-valuemin", 0);
      handle.setAttribute("aria-valuemax", Number(this.paragraphs.at(-1).dataset.start) + this.paragraphs.at(-1).textContent.length);
      handle.setAttribute("aria-valuetext", ranges[number].toString());
    });
    this.changed(this.words());
  }

  words() {
    return this.spans.map(({ start, end }) => this.slice(start, end)).join(" … ");
  }

  slice(start, end) {
    const first = paragraphAt(this.paragraphs, start);
    const last = paragraphAt(this.paragraphs, end - 1);
    return this.paragraphs.slice(first, last + 1).map((paragraph) => {
      const begin = Number(paragraph.dataset.start);
      return [...wordsOf(paragraph)].slice(Math.max(start - begin, 0), end - begin).join("");
    }).join(" ");
  }
}

// Begins to correct the extent "START-END START-END"; `changed` is called with the words each time.
export function begin(text, spans, changed) {
  stop();
  const given = spans.trim().split(" ").map((span) => span.split("-").map(Number));
  current = new Editor(text, given.map(([start, end]) => ({ start, end })), changed);
  addEventListener("resize", shown);
  return current;
}

const shown = () => current?.show();

export function stop() {
  for (const handle of current?.handles ?? []) handle.remove();
  if (current) highlight({});
  removeEventListener("resize", shown);
  current = null;
}
