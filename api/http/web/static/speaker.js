// A speaker: a time chosen on the timeline, and suggested merges answered by who has a key.
import "./histogram.js";
import { ask, key } from "./requests.js";

const section = document.querySelector(".suggestions");
const dialog = section?.querySelector("dialog");
let pending = null; // what the open dialog is about

function show() {
  for (const buttons of section?.querySelectorAll("li .buttons") ?? []) buttons.hidden = !key();
}

function open(button) {
  const item = button.closest("li");
  pending = { ...item.dataset, same: button.dataset.answer === "same" };
  dialog.querySelector("h2").textContent = button.dataset.question;
  dialog.querySelector("[data-other]").textContent = item.querySelector("bdi").textContent;
  dialog.querySelector(".refused").textContent = "";
  dialog.querySelector("form").reset();
  dialog.showModal();
}

async function save(event) {
  event.preventDefault();
  const { why, by } = event.target.elements;
  const given = { why: why.value, ...(by.value.trim() ? { by: by.value.trim() } : {}) };
  const { speaker, known, same } = pending;
  try {
    if (same) await ask(`/v1/speakers/${speaker}/merge`, { method: "POST", body: { into: known, ...given } });
    else await ask(`/v1/speakers/${speaker}/apart`, { method: "POST", body: { other: known, ...given } });
    location.reload();
  } catch (error) {
    dialog.querySelector(".refused").textContent = error.message;
  }
}

if (section) {
  section.querySelector("ul").addEventListener("click", (event) => {
    const button = event.target.closest("[data-answer]");
    if (button) open(button);
  });
  dialog.querySelector("form").addEventListener("submit", save);
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
  document.addEventListener("key", show);
  show();
}
