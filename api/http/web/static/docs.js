// "Try it": sends what a form holds to this server, with the key of the page, and shows the answer.
"use strict";

const SHOWN = ["ETag", "Location", "Content-Location", "Link", "Retry-After"];
const key = document.getElementById("api-key");

for (const form of document.querySelectorAll("form[data-path]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const output = form.querySelector("output");
    const status = output.querySelector(".status");
    const headed = output.querySelector(".headers");
    const shown = output.querySelector("pre");
    const { method } = form.dataset;
    const query = new URLSearchParams();
    const headers = new Headers();
    let path = form.dataset.path;
    output.hidden = false;
    headed.textContent = "";
    shown.textContent = "Waiting for the answer.";
    try {
      for (const { name, value, dataset } of form.querySelectorAll("input")) {
        if (dataset.in === "path") path = path.replace(`{${name}}`, encodeURIComponent(value));
        else if (value === "") continue;
        else if (dataset.in === "header") headers.set(name, value);
        else query.append(name, value);
      }
      const address = query.size ? `${path}?${query}` : path;
      status.textContent = `${method} ${address}`;
      const body = form.querySelector("textarea")?.value;
      if (body !== undefined) headers.set("Content-Type", form.dataset.type);
      if (key.value !== "") headers.set("X-API-Key", key.value.trim());
      const response = await fetch(address, { method, headers, body, credentials: "omit", cache: "no-store" });
      const text = await response.text();
      status.textContent = `${method} ${address}: ${response.status} ${response.statusText}`;
      const given = SHOWN.filter((name) => response.headers.has(name));
      headed.textContent = given.map((name) => `${name}: ${response.headers.get(name)}`).join("\n");
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
