// Verify, check, try, and a single quotation: printing, copying, files as sources, and sending forms with the API key.
import { localize } from "./locale.js";
import { headers, key, note, say } from "./requests.js";

function enable(scope) {
  for (const button of scope.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const button of scope.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).textContent;
      await navigator.clipboard.writeText(text).then(() => note("Copied."), () => say("The browser did not allow copying."));
    });
  }
  for (const label of scope.querySelectorAll("[data-file]")) {
    label.hidden = false;
    const input = label.querySelector("input");
    input.addEventListener("change", async () => {
      const [file] = input.files;
      if (!file) return;
      const field = document.getElementById(input.dataset.into);
      field.value = await file.text();
      const name = field.closest("fieldset").querySelector("[name^=name-]");
      if (!name.value) name.value = file.name;
    });
  }
  for (const form of scope.querySelectorAll("form[method=post]")) form.addEventListener("submit", sendWithKey);
}

// A browser sends a form without the API key; with one, the form is sent from here.
function sendWithKey(event) {
  if (!key()) return;
  event.preventDefault();
  const form = event.target;
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  const saving = event.submitter?.name === "as";
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.responseType = saving ? "blob" : "document";
  for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
  request.setRequestHeader("Accept", "text/html");
  request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
  request.onerror = () => say("The server cannot be reached. Check your connection, and try again.");
  request.onload = () => (saving ? save(request) : show(request.response));
  request.send(fields.toString());
  say("Working…");
}

function save(request) {
  if (request.status !== 200) return say("The report could not be saved.");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(request.response);
  link.download = "check.json";
  link.click();
  URL.revokeObjectURL(link.href);
  say("");
}

function show(page) {
  say("");
  if (!page) return say("The server did not answer as expected.");
  localize(page);
  document.title = page.title;
  const main = document.getElementById("main");
  main.replaceChildren(...page.getElementById("main").childNodes);
  enable(main);
  main.focus();
  window.scrollTo(0, 0);
}

enable(document);
