// A time is chosen on the histogram by dragging over its bars, or with Shift and the arrow keys.
import { formatDay, formatNumber } from "./locale.js";
import { say } from "./requests.js";

function prepare(figure) {
  const bars = [...figure.querySelectorAll("svg a")];
  const svg = figure.querySelector("svg");
  let from = null;
  let to = null;
  figure.querySelector(".hint").hidden = bars.length < 2;

  function range() {
    return bars.slice(Math.min(from, to), Math.max(from, to) + 1);
  }
  function show() {
    const chosen = new Set(from === null ? [] : range());
    for (const bar of bars) bar.classList.toggle("chosen", chosen.has(bar));
    if (chosen.size < 2) return;
    const [first, last] = [range()[0], range().at(-1)];
    say(new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" })
      .formatRange(new Date(first.dataset.begin), new Date(last.dataset.end)));
  }
  function choose() {
    const chosen = range();
    const address = new URL(chosen[0].href.baseVal ?? chosen[0].getAttribute("href"), location.href);
    address.searchParams.set("published_from", chosen[0].dataset.begin);
    address.searchParams.set("published_before", chosen.at(-1).dataset.end);
    location.assign(address);
  }
  function cancel() {
    from = to = null;
    show();
    say("");
  }
  function nearest(event) {
    const distance = (bar) => {
      const box = bar.getBoundingClientRect();
      return Math.abs((box.left + box.right) / 2 - event.clientX);
    };
    return bars.reduce((best, bar, index) => (distance(bar) < distance(bars[best]) ? index : best), 0);
  }

  // One stop for the Tab key; the arrow keys go from bar to bar.
  bars.forEach((bar, index) => {
    bar.setAttribute("tabindex", index === bars.length - 1 ? "0" : "-1");
    bar.setAttribute("aria-label", `${formatDay(bar.dataset.begin)}: ${formatNumber(bar.dataset.count)}`);
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -index, End: bars.length - 1 - index }[event.key];
      if (event.key === "Escape") cancel();
      if (event.key === "Enter" && from !== null && from !== to) {
        event.preventDefault();
        choose();
      }
      const next = bars[index + (step ?? 0)];
      if (step === undefined || !next) return;
      event.preventDefault();
      from = event.shiftKey ? (from ?? index) : null;
      to = event.shiftKey ? index + step : null;
      show();
      bar.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
    bar.addEventListener("dragstart", (event) => event.preventDefault());
  });
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    from = to = nearest(event);
    const move = (moved) => {
      to = nearest(moved);
      show();
    };
    const end = () => {
      removeEventListener("pointermove", move);
      if (from !== null) choose();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end, { once: true });
  });
}

for (const figure of document.querySelectorAll("figure.histogram")) prepare(figure);
