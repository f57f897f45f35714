// A speaker: a time chosen on the timeline, and suggested merges answered by who has a key.
import "./histogram.js";
import { ask, key, say } from "./requests.js";

const list = document.querySelector(".suggestions ul");

function show() {
  for (const buttons of list?.querySelectorAll(".buttons") ?? []) buttons.hidden = !key();
}

async function answer(item, same) {
  const why = prompt(same ? "Why are they the same?" : "Why are they not the same?");
  if (!why?.trim()) return;
  const { speaker, known } = item.dataset;
  try {
    if (same) await ask(`/v1/speakers/${speaker}/merge`, { method: "POST", body: { into: known, why } });
    else await ask(`/v1/speakers/${speaker}/apart`, { method: "POST", body: { other: known, why } });
    location.reload();
  } catch (error) {
    say(error.message);
  }
}

list?.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-answer]");
  if (chosen) answer(chosen.closest("li"), chosen.dataset.answer === "same");
});
document.addEventListener("key", show);
show();
