"""Each folder of the data stands on its own above the shared one, as a stranger's file does."""

from __future__ import annotations

from pathlib import Path

import pytest
from paths import ROOT

from nemokg.dataset.opening import open_dataset
from nemokg.validation.validate import validate_dataset

FOLDERS = sorted(path for path in (ROOT / "data").iterdir() if path.is_dir())


def test_the_data_consist_of_folders() -> None:
    """Beside the shared folder there is one for each pipeline, and no file outside of them."""
    assert {path.name for path in (ROOT / "data").iterdir()} >= {"shared", "nemotron-3-ultra"}
    assert [path for path in (ROOT / "data").iterdir() if path.is_file()] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_folder_conforms_alone(folder: Path) -> None:
    """A folder conforms without those of the other pipelines."""
    report = validate_dataset(open_dataset([str(folder)]))
    assert [f"{each.focus} {each.rule}" for each in report.findings] == []
    assert report.rules > 200
