"""The drawing of the graph within a page: its links, and its colours in dark mode.

In a dark page the hues are the same, as light as they were dark.
"""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls
from functools import partial
from html import escape, unescape

from nemokg.site.paths import page_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nemokg.site.facts import Facts

_PROLOGUE = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_TITLED_LINK = re.compile(r'<title>([^<]*)</title>(\s*(?:<g\b[^>]*>\s*)*)<a href="([^"]*)"')
_PAINTED = re.compile(r'\b(fill|stroke)="(#[0-9a-fA-F]{6}|black|white)"')
_NAMED = {"black": "#000000", "white": "#ffffff"}
_CONTRAST = 4.5
_PALE = 2.0  # of less contrast with white than that are areas, of more are lines and texts
_DARKEST, _AREA = 0.1, 0.22  # lightness of areas
_DULL = 0.35  # their saturation, at most
_GROUND = "#12161b"
_STEP = 0.01


def svg_element(svg: str, facts: Facts) -> str:
    """Return an SVG file as an element of HTML, whose links have names and lead to the pages.

    >>> from nemokg.site.facts import Facts
    >>> from pyoxigraph import Store
    >>> svg = '<?xml version="1.0"?><svg><!----><title>T</title><a href="urn:x:y">t</a></svg>'
    >>> svg_element(svg, Facts(Store()))
    '<svg><title>T</title><a aria-label="T" href="urn:x:y">t</a></svg>'
    """
    element = _COMMENT.sub("", _PROLOGUE.sub("", svg)).strip()
    element = element.replace('role="img"', 'role="group"', 1)  # an image would hide its links
    return _TITLED_LINK.sub(partial(_named, facts), element)


def dark_style_rules(svg: str) -> str:
    """Return style rules that give a drawing within a page colours that suit the theme.

    >>> print(dark_style_rules('<path stroke="#14532d"/>').strip())
    :is(#graph-canvas, .sample) [stroke="#14532d"] {
      stroke: light-dark(#14532d, #acebc5);
    }
    """
    return "".join(
        f':is(#graph-canvas, .sample) [{name}="{colour}"] {{\n'
        f"  {name}: light-dark({colour}, {dark_colour(_NAMED.get(colour, colour))});\n}}\n"
        for name, colour in sorted(set(_PAINTED.findall(svg)))
    )


def dark_colour(colour: str) -> str:
    """Return a colour for a dark page, given one for a white page.

    Areas become dark; lines and texts become light until they stand out from the darkest ground
    and from such areas.

    >>> dark_colour("#ffffff"), dark_colour("#000000")
    ('#12161b', '#ffffff')
    """
    hue, light, vivid = rgb_to_hls(*_channels(colour))
    if colour_contrast(colour, "#ffffff") < _PALE:
        darkness = min(_DARKEST + 1.2 * (1 - light), _AREA)
        return _GROUND if light > 1 - _STEP else _code(hue, darkness, min(vivid, _DULL))
    light = max(light, 1 - light)
    lighter = _code(hue, light, vivid)
    while colour_contrast(lighter, _code(hue, _AREA, _DULL)) < _CONTRAST and light < 1:
        light += _STEP
        lighter = _code(hue, min(light, 1.0), vivid)
    return lighter


def colour_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as the Web Content Accessibility Guidelines define it.

    >>> colour_contrast("#000000", "#ffffff")
    21.0
    """
    dim, bright = sorted(map(_luminance, (one, other)))
    return round((bright + 0.05) / (dim + 0.05), 2)


def _named(facts: Facts, match: re.Match[str]) -> str:
    title, between, href = match.groups()
    label = title.replace('"', "&quot;")
    address = escape(page_address(facts, unescape(href))) or href
    return f'<title>{title}</title>{between}<a aria-label="{label}" href="{address}"'


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _code(hue: float, light: float, vivid: float) -> str:
    return "#" + "".join(f"{round(each * 255):02x}" for each in hls_to_rgb(hue, light, vivid))
