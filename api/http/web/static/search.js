// The search page: names to choose from, more results on the same page, and a time chosen on the histogram.
import "./histogram.js";
import { ask, fetchPage, say } from "./requests.js";

const form = document.getElementById("search");
const DELAY = 150; // milliseconds after the last key before names are asked for

// Sends only the fields that are filled in, so that the address names only filters in force.
form.addEventListener("submit", () => {
  for (const field of form.elements) if (field.name && field.value.trim() === "") field.disabled = true;
});
addEventListener("pageshow", () => {
  for (const field of form.elements) field.disabled = false;
});

function offer(list, names) {
  list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
}

let waiting;
for (const field of form.querySelectorAll("input[list=speakers]")) {
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    const begun = field.value.trim();
    if (begun.length < 2) return;
    waiting = setTimeout(async () => {
      try {
        const { content } = await ask(`/v1/speakers?${new URLSearchParams({ q: begun, limit: 10 })}`);
        offer(document.getElementById("speakers"), content.data.map((speaker) => speaker.name));
      } catch (error) {
        say(error.message);
      }
    }, DELAY);
  });
}
for (const field of form.querySelectorAll("input[list=sources]")) {
  field.addEventListener("focus", async () => {
    try {
      const { content } = await ask("/v1/sources?limit=200");
      offer(document.getElementById("sources"), content.data.map((source) => source.name));
    } catch (error) {
      say(error.message);
    }
  }, { once: true });
}

// More results are added below; the pages that were added are found again when the reader comes back.
const list = document.getElementById("quotations");

async function add(address) {
  const more = document.getElementById("more");
  more.setAttribute("aria-disabled", "true");
  try {
    const found = await fetchPage(address);
    const items = [...found.querySelectorAll("#quotations > li")];
    list.append(...items);
    const next = found.getElementById("more");
    if (next) more.href = next.getAttribute("href");
    else more.parentElement.remove();
    return items[0];
  } catch (error) {
    say(error.message);
    return null;
  } finally {
    more.removeAttribute("aria-disabled");
  }
}

document.getElementById("more")?.addEventListener("click", async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const more = event.currentTarget;
  if (more.getAttribute("aria-disabled")) return;
  const address = more.getAttribute("href");
  const first = await add(address);
  if (!first) return;
  history.replaceState({ added: [...(history.state?.added ?? []), address] }, "");
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
});

for (const address of history.state?.added ?? []) if (!(await add(address))) break;
if (history.state?.at) scrollTo({ top: history.state.at, behavior: "instant" });
addEventListener("pagehide", () => {
  if (history.state?.added) history.replaceState({ ...history.state, at: scrollY }, "");
});
