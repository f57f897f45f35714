// "Try it": sends what a form holds to this server and shows the answer.
"use strict";

for (const form of document.querySelectorAll("form[data-path]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const output = form.querySelector("output");
    const status = output.querySelector("code");
    const shown = output.querySelector("pre");
    const query = new URLSearchParams();
    let path = form.dataset.path;
    for (const input of form.querySelectorAll("input")) {
      if (input.dataset.in === "path") path = path.replace(`{${input.name}}`, encodeURIComponent(input.value));
      else if (input.value !== "") query.append(input.name, input.value);
    }
    const address = query.size ? `${path}?${query}` : path;
    const body = form.querySelector("textarea")?.value;
    const headers = body === undefined ? {} : { "Content-Type": "application/json" };
    output.hidden = false;
    status.textContent = `${form.dataset.method} ${address}`;
    shown.textContent = "Waiting for the answer.";
    try {
      const response = await fetch(address, { method: form.dataset.method, headers, body });
      const text = await response.text();
      status.textContent = `${form.dataset.method} ${address}: ${response.status} ${response.statusText}`;
      try {
        shown.textContent = JSON.stringify(JSON.parse(text), null, 2);
      } catch {
        shown.textContent = text;
      }
    } catch (error) {
      shown.textContent = `No answer: ${error.message}`;
    }
  });
}
