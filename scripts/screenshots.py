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
from nemokg.site import site

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
PAGES = {
    "graph": "",
    "distillation": "#distillation",
    "table": "#table",
    "results": "#results",
    "sources": "#sources",
    "accuracy": "#accuracy",
    "ask": "#ask",
}


def main() -> None:
    """Take the pictures."""
    kg = load()
    edge = next(iter(kg.graph().edges(keys=True)))
    pages = {**PAGES, "model": f"#model/{edge[1]}", "claim": f"#claim/{edge[2]}"}
    pages["claim-page"] = f"claim/{edge[2]}.html"
    FOLDER.mkdir(exist_ok=True)
    for server in served(site(kg.dataset)):
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
                    for name, place in pages.items():
                        page.goto("about:blank")
                        page.goto(server.url + place)
                        page.wait_for_load_state("networkidle")
                        if name == "ask":
                            page.locator("#ask-open").click()
                            page.locator("#ask-run").click()
                            page.locator("#ask-results table").wait_for()
                            page.locator("#ask").scroll_into_view_if_needed()
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
