"""Papers that cite claims, set by LaTeX with BibTeX and with biblatex and biber."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome

from nemokg import load
from nemokg.cite.citation import citations_of_claims, references_by_source

PLAIN = r"""\documentclass{article}
\usepackage{url}
\begin{document}
Teachers fork \cite{%s}. %% \cite{no--such--claim}
\bibliographystyle{plain}
\bibliography{claims}
\end{document}
"""
MODERN = r"""\documentclass{article}
\usepackage[backend=biber]{biblatex}
\addbibresource{claims.bib}
\begin{document}
Teachers fork \parencite{%s}.
\nocite{*}
\printbibliography
\end{document}
"""
# biber takes half a minute for all claims: it gets every eighth, BibTeX gets them all.
BUILDS = {
    "bibtex": (PLAIN, ["pdflatex", "bibtex", "pdflatex", "pdflatex"], 1),
    "biblatex": (MODERN, ["pdflatex", "biber", "pdflatex"], 8),
}


def require(program: str) -> None:
    """Skip the test where a program is missing, but not where everything is to be checked."""
    if shutil.which(program) is None:
        if os.environ.get("CI"):
            pytest.fail(f"{program} is missing")
        pytest.skip(f"{program} is not installed")


def run(folder: Path, program: str) -> None:
    """Run a step of setting the paper."""
    options = ["-interaction=nonstopmode", "-halt-on-error"] if program == "pdflatex" else []
    ended = subprocess.run(
        [program, *options, "paper"], cwd=folder, capture_output=True, check=False
    )
    output = ended.stdout.decode(errors="replace")
    assert ended.returncode == 0, output[-3000:]
    assert "Warning--" not in output, output
    assert "WARN" not in output, output


@pytest.mark.parametrize("form", BUILDS)
def test_a_paper_that_cites_claims_is_set_with_their_entries(
    form: str, tmp_path: Path, nemokg: Callable[..., Outcome]
) -> None:
    """The .bib that --from-tex fills compiles, and the bibliography has titles and digests."""
    text, programs, step = BUILDS[form]
    for program in set(programs):
        require(program)
    graph = load()
    keys = [iri.rpartition("/")[2] for iri in graph.claims()[::step]]
    paper = tmp_path / "paper.tex"
    citations = citations_of_claims(graph.dataset, keys)
    sources = references_by_source(citations)
    paper.write_text(text % ",".join([*keys, *sources]), encoding="utf-8")
    bib = tmp_path / "claims.bib"
    ended = nemokg("cite", "--from-tex", paper, "--format", form, "-o", bib)
    assert (ended.code, ended.err) == (0, "")
    for program in programs:
        run(tmp_path, program)
    bibliography = " ".join((tmp_path / "paper.bbl").read_text(encoding="utf-8").split())
    for mark in ("%", " ", "\\allowbreak{}"):
        bibliography = bibliography.replace(mark, "")
    for key in keys:
        assert key in bibliography
    for citation in citations:
        assert citation.digest in bibliography
        assert citation.url.replace(" ", "") in bibliography
    assert (tmp_path / "paper.pdf").stat().st_size > 10_000
