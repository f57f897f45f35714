"""How soon an article with 10,000 quotations can be read and used in a browser, and what is sent.

python -m benchmarks.api.long_page [ROUNDS]     (needs Chromium)
"""

from __future__ import annotations

import gzip
import statistics
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from tests.browser.chromium import launched
from tests.browser.long_article import serving_article

ROUNDS = 5
PATIENCE = 300_000  # milliseconds
# Milliseconds since the request: first text on the screen, document parsed and scripts run, main thread idle.
LOADING = """() => new Promise(resolve => requestIdleCallback(() => {
  const [page] = performance.getEntriesByType('navigation');
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  resolve({'first byte': page.responseStart, 'first text': paint?.startTime ?? NaN,
           'scripts have run': page.domContentLoadedEventEnd, 'idle': performance.now()});
}))"""
# Milliseconds from the choice of a quotation until its evidence is beside it.
CHOOSING = """number => new Promise(resolve => {
  const selected = document.getElementById('selected');
  const begin = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begin)));
  }).observe(selected, {childList: true});
  document.querySelectorAll('#text .mark')[number].click();
})"""
FIRST, LAST = 0, 9_999


def measure(browser: Any, address: str) -> dict[str, float]:
    """Milliseconds of one visit, by name."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    found: dict[str, float] = page.evaluate(LOADING)
    found["evidence of the first"] = page.evaluate(CHOOSING, FIRST)
    found["evidence of the last"] = page.evaluate(CHOOSING, LAST)
    context.close()
    return found


def main(rounds: int) -> None:
    """Print the sizes, and the median of each time."""
    with tempfile.TemporaryDirectory() as folder, serving_article(Path(folder) / "saidby.db") as address:
        with urllib.request.urlopen(address, timeout=PATIENCE / 1000) as response:
            content = response.read()
        print(f"{len(content) / 1e6:.2f} MB, {len(gzip.compress(content, 6)) / 1000:.0f} kB compressed")
        with launched() as browser:
            visits = [measure(browser, address) for _ in range(rounds)]
    for name in visits[0]:
        print(f"{name:24}{statistics.median(visit[name] for visit in visits):8.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
