"""Pictures of the explorer for the documentation, wide and narrow, light and dark.

Run by `make screenshots`. Needs Debian's chromium.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from explorer import ARGUMENTS, CHROMIUM, PHONE, WIDE, served
from PIL import Image
from playwright.sync_api import sync_playwright

from nemokg import load
from nemokg.site import site_files

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
# Where each picture is taken, and what is there once the page shows it.
PAGES = {
    "graph": ("", "#graph-kept:not(:empty)"),
    "distillation": ("#distillation", "#kl-said:not(:empty)"),
    "table": ("#table", "#table .sort"),
    "results": ("#results", "#results .sort"),
    "sources": ("#sources", "#sources"),
    "accuracy": ("#accuracy", "#accuracy"),
    "ask": ("#ask", "#ask-open"),
}


def main() -> None:
    """Take the pictures."""
    kg = load()
    edge = next(iter(kg.graph().edges(keys=True)))
    pages = {
        **PAGES,
        "model": (f"#model/{edge[1]}", "#graph-card-title:not(:empty)"),
        "claim": (f"#claim/{edge[2]}", "#graph-card-title:not(:empty)"),
        "claim-page": (f"claim/{edge[2]}.html", "h1"),
    }
    FOLDER.mkdir(exist_ok=True)
    for server in served(site_files(kg.dataset)):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
            for size in (WIDE, PHONE):
                for scheme in ("light", "dark"):
                    context = browser.new_context(
                        viewport={"width": size[0], "height": size[1]},
                        color_scheme=scheme,
                        reduced_motion="reduce",
                    )
                    page = context.new_page()
                    for name, (place, shown) in pages.items():
                        page.goto("about:blank")
                        page.goto(server.url + place)
                        page.locator(shown).first.wait_for(state="attached")
                        page.evaluate("document.fonts.ready.then(() => null)")
                        if name == "ask":
                            page.locator("#ask-open").click()
                            page.locator("#ask-run").click()
                            page.locator("#ask-results table").wait_for()
                            page.locator("#ask").evaluate("(part) => part.scrollIntoView()")
                        save(page.screenshot(), f"{name}-{size[0]}-{scheme}.png")
                    context.close()
            browser.close()


def save(picture: bytes, name: str) -> None:
    """Save a picture with no more colours than it needs, which makes it a third as big."""
    with Image.open(BytesIO(picture)) as image:
        small = image.convert("RGB").quantize(128, dither=Image.Dither.NONE)
        small.save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main()
