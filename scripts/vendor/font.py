"""Writes the mathematical font that the explorer ships: the part of Latin Modern Math it needs.

Usage: ``python scripts/vendor/font.py``, with fonttools and brotli installed and Debian's package
fonts-lmodern, from which both the font and the text of its licence are taken. Equal input gives
equal bytes; vendor.json gets the digests.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONT = Path("/usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf")
TERMS = Path("/usr/share/doc/fonts-lmodern/copyright")
VENDOR = Path(__file__).parents[2] / "src" / "nemokg" / "site" / "static" / "vendor"
NAME = "latin-modern-math"
FILE = "nemokg-math.woff2"

# What converters from LaTeX write: letters of mathematics in their alphabets, and common signs.
RANGES = (
    (0x20, 0x7E),  # ASCII
    (0x391, 0x3A9),  # Greek capitals
    (0x3B1, 0x3C9),  # Greek
    (0x1D400, 0x1D433),  # bold
    (0x1D434, 0x1D467),  # italic
    (0x1D49C, 0x1D4B5),  # script capitals
    (0x1D538, 0x1D551),  # double-struck capitals
    (0x1D6E2, 0x1D71B),  # italic Greek
)
SIGNS = (
    "ϵϑϕϱϖℎıȷℬℰℱℋℐℒℳℛℂℍℕℙℚℝℤ𝟙"
    "∀∂∃∅∆∇∈∉∋∏∑−∓∗∘√∝∞∠∣∥∧∨∩∪∫∬∼≃≅≈≔≠≡≤≥≪≫≺≻⊂⊃⊆⊇⊕⊗⊙⊢⊤⊥⋀⋁⋂⋃⋅⋆⋮⋯⋱"
    "←↑→↓↔↦⇐⇒⇔⟨⟩⌈⌉⌊⌋…‖′ℓℏ·×÷±ˆˇ˜¯˙¨"
    "\u00a0\u0302\u0303\u0304\u0305\u0307\u20d7\ufe00"  # space, accents, script capitals
)


def main() -> None:
    """Write font, licence and entry of the list."""
    folder = VENDOR / NAME
    folder.mkdir(exist_ok=True)
    font = TTFont(FONT, recalcTimestamp=False)
    version = str(font["name"].getDebugName(5)).removeprefix("Version ")
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = []  # shapes for small sizes would double the font
    options.name_IDs = []  # the licence asks that a changed font not go by the name of the whole
    options.drop_tables += ["FFTM", "GPOS"]
    subsetter = subset.Subsetter(options)
    characters = {code for first, last in RANGES for code in range(first, last + 1)}
    subsetter.populate(unicodes=characters | set(map(ord, SIGNS)))
    subsetter.subset(font)
    subset.save_font(font, str(folder / FILE), options)
    terms = TERMS.read_text(encoding="utf-8")
    start = terms.index("The current README-Latin-Modern-Math.txt says")
    middle = terms.index("See the appendix B")
    licence = terms.index("Appendix B -- GUST Font License\n")
    text = (
        f"{FILE} is a part of Latin Modern Math {version}: fewer characters, no hinting.\n\n"
        f"{terms[start:middle].rstrip()}\n\n{terms[licence:].rstrip()}\n"
    )
    (folder / "LICENSE").write_text(text, encoding="utf-8")
    listed = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))
    entry = {
        "name": NAME,
        "version": version,
        "licence": "GUST-Font-License (an instance of LPPL-1.3c)",
        "parts": [],
        "files": {
            f"{NAME}/{file.name}": sha256(file.read_bytes()).hexdigest()
            for file in sorted(folder.iterdir())
        },
    }
    listed = [each for each in listed if each["name"] != NAME] + [entry]
    listed.sort(key=lambda each: str(each["name"]))
    content = json.dumps(listed, indent=2, ensure_ascii=False) + "\n"
    (VENDOR / "vendor.json").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
