"""Measure when the graph is on the screen: in the explorer, and in a page with only the drawing.

Run with `PYTHONPATH=tests python benchmarks/paint.py`. Both pages are loaded in turn, in the same
browser and from the same server, compressed and with an empty cache; the ratio is the median of the
ratios within the rounds.
"""

from __future__ import annotations

import argparse
import statistics
from typing import TYPE_CHECKING

from explorer import ARGUMENTS, CHROMIUM, WIDE, served
from playwright.sync_api import sync_playwright

from nemokg import load
from nemokg.site import explorer_files
from nemokg.site.picture import svg_element

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The frame that begins with the drawing in the page paints it: that is the first paint of the page,
# or, where the head of the page was painted before, over when the next frame begins.
WATCH = """
const look = () => {
  const canvas = document.getElementById("graph-canvas");
  if (canvas && (canvas.nextSibling || document.readyState !== "loading") &&
      canvas.querySelector("svg")) {
    const begun = performance.now();
    requestAnimationFrame(() => {
      const next = performance.now();
      new PerformanceObserver((list, observer) => {
        const [first] = list.getEntriesByName("first-contentful-paint");
        if (!first) return;
        observer.disconnect();
        globalThis.painted = first.startTime >= begun ? first.startTime : next;
      }).observe({ type: "paint", buffered: true });
    });
  } else {
    requestAnimationFrame(look);
  }
};
requestAnimationFrame(look);
"""
ALONE = '<!doctype html><meta charset="utf-8"><title>x</title><div id="graph-canvas">{}</div>'


def painted(browser: Browser, url: str) -> float:
    """Return the milliseconds from the start of the navigation until the drawing is painted."""
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(url)
    while not (time := page.evaluate("globalThis.painted ?? 0")):
        page.wait_for_timeout(20)
    context.close()
    return float(time)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    files = explorer_files(load())
    files["alone.html"] = ALONE.format(svg_element(str(files["data/training.svg"])))
    pages = {"drawing alone": "alone.html", "explorer": ""}
    times: dict[str, list[float]] = {title: [] for title in pages}
    for server in served(files):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
            for number in range(rounds + 1):
                for title, path in pages.items():
                    milliseconds = painted(browser, server.url + path)
                    if number:  # the first round warms the browser up
                        times[title].append(milliseconds)
            browser.close()
    ratios = [
        ours / alone for ours, alone in zip(times["explorer"], times["drawing alone"], strict=True)
    ]
    for title, found in times.items():
        print(f"{title:15} {statistics.median(found):6.0f} ms")
    print(f"{'ratio':15} {statistics.median(ratios):6.2f}")


if __name__ == "__main__":
    main()
