"""The word lists are checked against their schema, with errors an editor can act on."""

from pathlib import Path

import pytest

from bot.nlu import lexicon


@pytest.mark.parametrize("path", sorted(lexicon.FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_every_word_list_fits_its_schema(path: Path) -> None:
    assert lexicon.load(path.stem)


def test_a_word_that_yaml_reads_as_a_truth_value_is_named(tmp_path: Path) -> None:
    (tmp_path / "language.yml").write_text("nl: [ja]\nen: [yes, no]\n", encoding="utf-8")
    with pytest.raises(lexicon.LexiconError, match=r"language\.yml, en → 0"):
        lexicon.load("language", tmp_path)


def test_a_missing_word_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(lexicon.LexiconError, match=r"safety\.yml"):
        lexicon.load("safety", tmp_path)


def test_a_change_in_a_word_list_changes_its_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "language.yml"
    path.write_text("nl: [ja]\nen: ['yes']\n", encoding="utf-8")
    before = lexicon.fingerprint("language", folder=tmp_path)
    path.write_text("nl: [jawel]\nen: ['yes']\n", encoding="utf-8")
    assert lexicon.fingerprint("language", folder=tmp_path) != before
