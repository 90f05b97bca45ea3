"""The explorer as one file: everything that the page needs is packed into it."""

from __future__ import annotations

import gzip
import json
import os
import re
from base64 import b64encode
from hashlib import sha256
from html import escape

from nemokg.rdf.links import web_address
from nemokg.rdf.vocab import BASE
from nemokg.site.assets import STYLES, dependency_order, relative_imports_by_specifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Files = Mapping[str, str | bytes]

_MODULES = ("js/main.js", "vendor/codemirror/codemirror.js")
_WORKERS = ("js/ask-worker.js",)
_CLASSIC = ("js/theme.js", "js/boot.js")
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*')
_HEAD = re.compile(r'<link rel="(?:stylesheet|modulepreload|alternate)"[^>]*>\n?')
_SCRIPT = re.compile(r'<script (?:type="module" )?src="[^"]*"></script>\n?')
_URL = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
_PAGE = re.compile(r'href="([a-z]+)/([A-Za-z0-9-]+)\.html"')
# Pages of names too long for a file, which nothing leads to by the name of the page.
_CUT = re.compile(r' href="[a-z]+/[A-Za-z0-9-]+_[0-9a-f]+\.html"')
_CUT_IN_DATA = re.compile(r'"page":"[a-z]+/[A-Za-z0-9-]+_[0-9a-f]+\.html"')
_OUTSIDE = re.compile(r' href="(resource/[a-z0-9-]+\.html)"')
_OUTSIDE_IN_DATA = re.compile(r'"page":"(resource/[a-z0-9-]+\.html)"')
_IN_DATA = re.compile(r'"page":"([a-z]+/[A-Za-z0-9-]+)\.html"')
_MEDIA = {".woff2": "font/woff2", ".png": "image/png", ".svg": "image/svg+xml"}


def explorer_in_one_page(files: Files) -> str:
    """Return the page of the explorer as one file, given the files of the site.

    It opens from disk and makes no request. The pages of the single resources are not in it: links
    to them lead to the IRIs of the resources.
    """
    page = str(files["index.html"])
    page = _without_outside_pages(page, files)
    page = _CUT.sub("", _CUT_IN_DATA.sub('"page":""', page))
    page = page.replace('href="ontology.html', f'href="{BASE}ontology')
    page = _PAGE.sub(rf'href="{BASE}\1/\2"', _SCRIPT.sub("", _HEAD.sub("", page)))
    # A browser opens no page from such an address, but it saves it.
    picture = f'href="{_data_url("data/training.svg", files)}" download="training.svg"'
    page = _IN_DATA.sub(rf'"page":"{BASE}\1"', page.replace('href="data/training.svg"', picture))
    style = "\n".join(_style(name, files) for name in STYLES)
    scripts = [str(files[name]) for name in _CLASSIC]
    modules = {
        "page": _listed(files, *_MODULES),
        "workers": {name: _listed(files, name) for name in _WORKERS},
    }
    policy = (
        "default-src 'none';"
        f" script-src {' '.join(map(_digest, scripts))} blob: 'wasm-unsafe-eval'; worker-src blob:;"
        f" img-src data:; font-src data:; style-src {_digest(style)}; base-uri 'none';"
        " form-action 'none'"
    )
    packed = [
        *dependency_order(files, *_MODULES, *_WORKERS),
        *(name for name in files if name.startswith("data/") and name != "data/graph.json"),
        *(name for name in files if name.endswith(".wasm")),
    ]
    tail = f'<script type="application/json" id="packed-modules">{json.dumps(modules)}</script>\n'
    tail += "".join(_packed(name, files[name]) for name in packed)
    head = f"<style>{style}</style>\n" + "".join(f"<script>{text}</script>\n" for text in scripts)
    page = _POLICY.sub(lambda match: match[1] + policy, page)
    page = page.replace('<html lang="en">', '<html lang="en" data-single>', 1)
    return page.replace("</head>", f"{head}</head>", 1).replace("</body>", f"{tail}</body>", 1)


def _without_outside_pages(page: str, files: Files) -> str:
    """Return the page with addresses of the web, or none, for the pages of what others named."""
    addresses = {
        path: web_address(iri) for iri, path in json.loads(files["data/pages.json"]).items()
    }

    def in_page(match: re.Match[str]) -> str:
        address = escape(addresses.get(match[1], ""))
        return f' href="{address}"' if address else ""

    page = _OUTSIDE.sub(in_page, page)
    return _OUTSIDE_IN_DATA.sub(lambda match: f'"page":"{addresses.get(match[1], "")}"', page)


def _listed(files: Files, *roots: str) -> list[tuple[str, dict[str, str]]]:
    return [
        (name, relative_imports_by_specifier(name, str(files[name])))
        for name in dependency_order(files, *roots)
    ]


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _packed(name: str, content: str | bytes) -> str:
    data = content if isinstance(content, bytes) else content.encode()
    text = b64encode(gzip.compress(data, 9, mtime=0)).decode()
    return f'<script type="application/gzip" id="packed:{name}">{text}</script>\n'


def _style(path: str, files: Files) -> str:
    """Return a style sheet with what it refers to inside of it."""
    folder = os.path.dirname(path)

    def inlined(match: re.Match[str]) -> str:
        target = os.path.normpath(os.path.join(folder, match[1])).replace(os.sep, "/")
        return f"url({_data_url(target, files)})" if target in files else match[0]

    return _URL.sub(inlined, str(files[path]))


def _data_url(path: str, files: Files) -> str:
    content = files[path]
    data = content if isinstance(content, bytes) else content.encode()
    kind = _MEDIA[os.path.splitext(path)[1]]
    return f"data:{kind};base64,{b64encode(data).decode()}"
