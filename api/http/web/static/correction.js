// Corrections of a quotation, by who has a key: asked for, sent to the API, and undone.
import { ask, key, note, say } from "./requests.js";

const changeOf = {
  speaker: (form) => ({ speaker: form.name.value.trim() ? { name: form.name.value.trim(), kind: form.kind.value } : null }),
  type: (form) => ({ type: form.type.value }),
  none: () => ({ is_quotation: false }),
  extent: (form, editor) => ({ spans: editor.spans }),
};

async function send(id, change) {
  const path = `/v1/quotes/${encodeURIComponent(id)}`;
  const etag = change.is_quotation === true ? "*" : (await ask(path)).etag;
  return (await ask(path, { method: "PATCH", body: change, etag })).content;
}

// What takes a correction back.
function inverse(correction, change) {
  if (change.is_quotation === false) return { is_quotation: true };
  if ("spans" in change) return { spans: correction.before.spans };
  if ("type" in change) return { type: correction.before.type };
  const before = correction.before.speaker;
  return { speaker: before ? (before.id ? { id: before.id } : { name: before.name, kind: before.kind }) : null };
}

function offerUndo(id, correction, change, by, done) {
  const bar = document.getElementById("status");
  const undo = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: "Undo" });
  say("The correction is saved. ");
  bar.append(undo);
  undo.addEventListener("click", async () => {
    try {
      await send(id, { ...inverse(correction, change), why: "Undone at once", ...by });
      note("The correction is undone.");
      await done(id);
    } catch (error) {
      say(error.message);
    }
  });
}

// Prepares the form. `extent` begins and ends the correction of the extent, where the text is on the page.
export function prepareCorrection(details, id, done, extent = null) {
  const form = details.querySelector("form");
  const fields = form.elements;
  const ends = form.querySelector("[data-ends]");
  let editor = null;
  details.hidden = !key();
  form.querySelector("[data-in-article]").hidden = !extent;
  function choose() {
    for (const part of form.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== fields.what.value;
    const wanted = extent && details.open && fields.what.value === "extent";
    if (wanted && !editor) editor = extent.begin((words) => (form.querySelector(".new-words").textContent = words));
    else if (!wanted && editor) editor = extent.stop();
  }
  form.addEventListener("change", choose);
  details.addEventListener("toggle", choose);
  ends.addEventListener("click", () => editor.handles[0].focus());
  fields.name.addEventListener("input", async () => {
    const begun = fields.name.value.trim();
    if (begun.length < 2) return;
    try {
      const { content } = await ask(`/v1/speakers?${new URLSearchParams({ q: begun, limit: 10 })}`);
      const options = content.data.map(({ name }) => Object.assign(document.createElement("option"), { value: name }));
      form.querySelector("datalist").replaceChildren(...options);
    } catch (error) {
      say(error.message);
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const refused = form.querySelector(".refused");
    refused.textContent = "";
    const by = fields.by.value.trim() ? { by: fields.by.value.trim() } : {};
    const change = changeOf[fields.what.value](fields, editor);
    try {
      const correction = await send(id, { ...change, why: fields.why.value, ...by });
      await done(id);
      offerUndo(id, correction, change, by, done);
    } catch (error) {
      refused.textContent = error.message;
    }
  });
}

// On the page of the evidence alone.
const alone = document.querySelector("main > .evidence");
if (alone) {
  const details = alone.querySelector(".correct");
  prepareCorrection(details, alone.dataset.quote, () => location.reload());
}
document.addEventListener("key", () => {
  for (const details of document.querySelectorAll("details.correct")) details.hidden = !key();
});
