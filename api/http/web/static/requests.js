// Requests to this server, with the reader's API key if there is one.
import { localize } from "./locale.js";

const STORED = "saidby-key"; // in the tab's session, which ends with the tab

export const key = () => sessionStorage.getItem(STORED);
export const setKey = (value) => (value ? sessionStorage.setItem(STORED, value) : sessionStorage.removeItem(STORED));
export const headers = () => (key() ? { "X-API-Key": key() } : {});

// Says something to every reader, also to those who hear the page.
export function say(message) {
  document.getElementById("status").textContent = message;
}

const PASSING = 8000; // milliseconds after which a note that asks for nothing is taken away

// Says what needs no answer, and takes it away after a while.
export function note(message) {
  say(message);
  setTimeout(() => {
    if (document.getElementById("status").textContent === message) say("");
  }, PASSING);
}

export class Refused extends Error {
  constructor(status, message, page = null) {
    super(message);
    this.status = status;
    this.page = page; // what the server sent instead, if it was a page
  }
}

// The answer of an operation of the API; throws `Refused` with the problem's own words.
export async function ask(path, { method = "GET", body, etag } = {}) {
  const given = { Accept: "application/json", ...headers() };
  if (body !== undefined) given["Content-Type"] = "application/json";
  if (etag) given["If-Match"] = etag;
  let response;
  try {
    response = await fetch(path, { method, headers: given, body: body && JSON.stringify(body), credentials: "omit" });
  } catch {
    throw new Refused(0, "The server cannot be reached. Check your connection, and try again.");
  }
  const content = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, content?.detail ?? "The server did not answer as expected.");
  return { content, etag: response.headers.get("ETag") };
}

// A page of this server as a document. Unlike a parser of strings it needs no exception from Trusted Types.
export function fetchPage(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.setRequestHeader("Accept", "text/html");
    for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
    request.onload = () => {
      const found = request.response;
      if (!found) return reject(new Refused(request.status, "The server did not answer as expected."));
      localize(found);
      const failure = found.querySelector(".failure");
      if (request.status < 400) return resolve(found);
      const words = [...(failure?.querySelectorAll("h1, p:not(:has(a))") ?? [])].map((part) => part.textContent.trim());
      reject(new Refused(request.status, words.join(". ") || "The server did not answer as expected.", found));
    };
    request.onerror = () =>
      reject(new Refused(0, "The server cannot be reached. Check your connection, and try again."));
    request.send();
  });
}
