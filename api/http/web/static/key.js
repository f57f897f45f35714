// The API key of the reader: entered once per tab, sent with every request that a script makes.
import { fetchPage, key, note, say, setKey } from "./requests.js";

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
  if (!document.querySelector(".failure[data-problem=unauthorized]")) return;
  panel.open = !key();
  if (!key()) return;
  const main = document.getElementById("main");
  main.hidden = true; // what the page says is not true for who has a key
  try {
    await put(await fetchPage(location.href));
  } catch (error) {
    if (error.page && error.status !== 401) await put(error.page);
    else say(error.message);
    if (error.status === 401) {
      setKey(null);
      panel.open = true;
      show();
    }
  } finally {
    main.hidden = false;
  }
}

// Puts another page of this server in the place of this one, with its styles and scripts.
async function put(found) {
  document.title = found.title;
  for (const sheet of found.querySelectorAll("link[rel=stylesheet]")) {
    if (!document.querySelector(`link[href="${sheet.getAttribute("href")}"]`)) document.head.append(sheet);
  }
  document.getElementById("main").replaceChildren(...found.getElementById("main").childNodes);
  for (const script of found.querySelectorAll("script[type=module]")) {
    if (!document.querySelector(`script[src="${script.getAttribute("src")}"]`)) await import(script.getAttribute("src"));
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  setKey(field.value.trim());
  field.value = "";
  panel.open = false;
  show();
  note(key() ? "The key is used from now on, until you close this tab." : "");
  readWithKey();
});
forget.addEventListener("click", () => {
  setKey(null);
  panel.open = false;
  show();
  note("The key is forgotten.");
});
show();
readWithKey();
