// An article: a quotation is selected, its evidence shown beside the text and drawn in it.
import { prepareCorrection } from "./correction.js";
import * as extent from "./extent.js";
import { drawLines, highlight, placeOf } from "./text_places.js";
import { fetchPage, say } from "./requests.js";

const text = document.getElementById("text");
const panel = document.getElementById("panel");
const selected = document.getElementById("selected");
let current = null;

const marksOf = (id) => text.querySelectorAll(`.mark[data-quotes~="${CSS.escape(id)}"]`);
const first = (id) => document.getElementById(`quote-${id}`);

function clear() {
  extent.stop();
  for (const mark of text.querySelectorAll(".mark.selected")) mark.classList.remove("selected");
  highlight({});
  drawLines(text, []);
}

function close() {
  const was = current;
  current = null;
  clear();
  selected.replaceChildren();
  panel.classList.remove("shows-one");
  history.replaceState(history.state, "", location.pathname);
  if (was) (first(was)?.closest("a") ?? marksOf(was)[0])?.focus();
}

function button(label, action) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: label });
  made.addEventListener("click", action);
  return made;
}

// The quotations in the order of the text, each once.
function order() {
  const ids = [...text.querySelectorAll("[data-quotes]")].flatMap((mark) => mark.dataset.quotes.split(" "));
  return [...new Set(ids)];
}

function go(step) {
  const ids = order();
  const next = ids[ids.indexOf(current) + step];
  if (next) select(next, { scroll: true });
}

// How the extent of the selected quotation is corrected: in the text, with the ends in sight.
function correctExtent(evidence) {
  return {
    begin: (changed) => {
      drawLines(text, []);
      marksOf(current)[0]?.scrollIntoView({ block: "nearest" });
      return extent.begin(text, evidence.dataset.spans, changed);
    },
    stop: () => {
      extent.stop();
      draw(evidence);
      return null;
    },
  };
}

function draw(evidence) {
  clear();
  for (const mark of marksOf(current)) mark.classList.add("selected");
  const cue = evidence.dataset.cue ? [placeOf(text, evidence.dataset.cue)] : [];
  const chain = evidence.dataset.chain.split(" ").filter(Boolean).map((place) => placeOf(text, place));
  highlight({ cue, chain });
  drawLines(text, chain);
}

export async function select(id, { scroll = false, focus = true } = {}) {
  let found;
  try {
    found = await fetchPage(`/quotes/${encodeURIComponent(id)}/evidence`);
  } catch (error) {
    say(error.message);
    return;
  }
  current = id;
  const evidence = found.getElementById("evidence");
  const heading = evidence.querySelector("h1");
  const title = document.createElement("h2");
  title.className = heading.className;
  title.tabIndex = -1;
  title.append(...heading.childNodes);
  heading.replaceWith(title);
  evidence.querySelector(".in-article").remove();
  const steps = document.createElement("div");
  steps.className = "steps";
  steps.append(button("Previous", () => go(-1)), button("Next", () => go(1)), button("Close", close));
  selected.replaceChildren(steps, evidence);
  panel.classList.add("shows-one");
  draw(evidence);
  prepareCorrection(evidence.querySelector(".correct"), id, reload, correctExtent(evidence));
  history.replaceState(history.state, "", `#quote-${id}`);
  if (scroll) (marksOf(id)[0] ?? text).scrollIntoView({ block: "center" });
  if (focus) title.focus({ preventScroll: true });
}

// Shows the article as it is after a correction.
async function reload(id) {
  const found = await fetchPage(location.pathname);
  text.replaceChildren(...found.getElementById("text").childNodes);
  document.getElementById("legend").replaceWith(found.getElementById("legend"));
  if (marksOf(id).length) await select(id);
  else close();
}

text.addEventListener("click", (event) => {
  const mark = event.target.closest(".mark");
  if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  // The innermost quotation first; choosing the same words again goes outwards.
  const ids = mark.dataset.quotes.split(" ").reverse();
  select(ids[(ids.indexOf(current) + 1) % ids.length]);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && current && panel.contains(document.activeElement)) close();
});
addEventListener("resize", () => {
  const evidence = document.getElementById("evidence");
  if (evidence && !text.querySelector(".handle")) draw(evidence);
});
function followHash() {
  const id = location.hash.match(/^#quote-([0-9a-f]+)$/)?.[1];
  if (id && id !== current && marksOf(id).length) select(id, { scroll: true, focus: false });
}
addEventListener("hashchange", followHash);
followHash();
