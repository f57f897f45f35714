// The API key of the reader: entered once per tab, sent with every request that a script makes.
import { fetchPage, key, say, setKey } from "./requests.js";

const panel = document.querySelector("details.key");
const form = document.getElementById("key");
const field = document.getElementById("key-field");
const forget = document.getElementById("key-forget");

function show() {
  panel.hidden = false;
  forget.hidden = !key();
  panel.querySelector("summary").classList.toggle("with-key", Boolean(key()));
  document.dispatchEvent(new CustomEvent("key", { detail: key() }));
}

// Shows with the key a page that was refused without it.
async function readWithKey() {
  const failure = document.querySelector(".failure[data-problem]");
  const needed = ["unauthorized", "forbidden"].includes(failure?.dataset.problem);
  if (!needed) return;
  panel.open = !key();
  if (!key()) return;
  try {
    const found = await fetchPage(location.href);
    document.title = found.title;
    for (const sheet of found.querySelectorAll("link[rel=stylesheet]")) {
      if (!document.querySelector(`link[href="${sheet.getAttribute("href")}"]`)) document.head.append(sheet);
    }
    document.getElementById("main").replaceChildren(...found.getElementById("main").childNodes);
    for (const script of found.querySelectorAll("script[type=module]")) {
      if (!document.querySelector(`script[src="${script.getAttribute("src")}"]`)) await import(script.getAttribute("src"));
    }
  } catch (error) {
    say(error.message);
    setKey(null);
    show();
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  setKey(field.value.trim());
  field.value = "";
  panel.open = false;
  show();
  say(key() ? "The key is used from now on, until you close this tab." : "");
  readWithKey();
});
forget.addEventListener("click", () => {
  setKey(null);
  panel.open = false;
  show();
  say("The key is forgotten.");
});
show();
readWithKey();
