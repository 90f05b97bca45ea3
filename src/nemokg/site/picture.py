"""The drawing of the graph as it is put into a page."""

from __future__ import annotations

import re

from nemokg.site.paths import page

_PROLOGUE = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_TITLED_LINK = re.compile(r'<title>([^<]*)</title>(\s*(?:<g\b[^>]*>\s*)*)<a href="([^"]*)"')


def inline(svg: str) -> str:
    """Return an SVG file as an element of HTML, whose links have names and lead to the pages.

    >>> inline('<?xml version="1.0"?><svg><!-- y --><title>T</title><a href="urn:x:y">t</a></svg>')
    '<svg><title>T</title><a aria-label="T" href="urn:x:y">t</a></svg>'
    """
    element = _COMMENT.sub("", _PROLOGUE.sub("", svg)).strip()
    element = element.replace('role="img"', 'role="group"', 1)  # an image would hide its links
    return _TITLED_LINK.sub(_named, element)


def _named(found: re.Match[str]) -> str:
    title, between, href = found.groups()
    label = title.replace('"', "&quot;")
    return f'<title>{title}</title>{between}<a aria-label="{label}" href="{page(href) or href}"'
