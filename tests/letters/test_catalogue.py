"""Errors in a template are found when it is read, and say where."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
import yaml

from bot.guidance import facts as fact_types
from bot.letters.catalogue import FOLDER, Block, Catalogue, Item, Sentence, load_catalogue
from bot.letters.letter import LetterError

PLAIN_FLAGS = {
    "self", "minor", "lawyer", "deceased", "written_by_other", "request", "answered", "unanswered",
    "received", "extended", "longest_over", "paper", "pro_forma", "undesirable",
}  # fmt: skip
VALUED_FLAGS = {
    "situation": fact_types.Situation,
    "about": fact_types.Agency,
    "law": fact_types.Regime,
    "list": fact_types.SanctionsList,
    "stage": fact_types.Stage,
    "nationality": fact_types.Nationality,
    "status": fact_types.Status,
    "phase": fact_types.Phase,
    "sent_by": fact_types.Medium,
    "asked": fact_types.Action,
}


def known_flags() -> set[str]:
    return PLAIN_FLAGS | {
        f"{name}_{value}" for name, kind in VALUED_FLAGS.items() for value in get_args(kind)
    }


def used_flags(catalogue: Catalogue) -> set[str]:
    def of_items(items: tuple[Item | Sentence, ...]) -> set[str]:
        nested = {flag for item in items for pair in getattr(item, "sentences", ()) for flag in pair.when}
        return nested | {flag for item in items for flag in item.when}

    def of_blocks(blocks: tuple[Block, ...]) -> set[str]:
        parts = [
            of_items(block.text) | of_items(block.numbered) | of_items(block.bullets) for block in blocks
        ]
        return set().union(*parts) | {flag for block in blocks for flag in block.when}

    found = set().union(*(of_blocks(blocks) for blocks in catalogue.blocks.values()))
    for templates in catalogue.templates.values():
        for template in templates:
            found |= of_blocks(template.body) | set(template.when)
            for name in ("send", "signer", "enclosures", "reminders", "warnings"):
                found |= of_items(getattr(template, name))
    return {flag.removeprefix("!") for flag in found}


def test_every_flag_of_a_template_can_hold():
    assert used_flags(load_catalogue()) <= known_flags()


def test_every_field_and_shared_block_is_used():
    texts = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.yml"))
    catalogue = load_catalogue()
    by_frame = {
        "name",
        "street",
        "postcode",
        "town",
        "phone",
        "email",
        "sign_place",
        "sign_date",
        "recipient_address",
    }
    assert not {key for key in catalogue.fields if f"{{{key}}}" not in texts} - by_frame
    assert not {name for name in catalogue.blocks if not re.search(rf"use: {name}\b", texts)}


def test_the_last_variant_of_a_letter_holds_for_everybody():
    for key, templates in load_catalogue().templates.items():
        assert not templates[-1].when, key
        names = [template.variant for template in templates]
        assert len(names) == len(set(names)), key


SCHEMAS = {
    f"file:///{path.name}": json.loads(path.read_text("utf-8"))
    for path in (FOLDER.parent / "schema").glob("*.json")
}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("[a-z]*.yml")), ids=lambda path: path.stem)
def test_an_agencys_letters_have_the_shape_of_the_schema(path: Path):
    uri = "file:///letter.json"
    resolver = jsonschema.RefResolver(uri, SCHEMAS[uri], store=SCHEMAS)
    data = yaml.safe_load(path.read_text("utf-8"))
    assert data["agency"] == path.stem
    assert not list(jsonschema.Draft7Validator(SCHEMAS[uri], resolver=resolver).iter_errors(data))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "letters"))


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


@pytest.mark.parametrize(
    ("file", "before", "after", "message"),
    [
        ("police.yml", "pattern: complaint", "pattern: complain", "pattern 'complain' does not exist"),
        ("police.yml", "regime: wpg\n", "regime: gdpr\n", "regime 'gdpr' does not exist"),
        (
            "police.yml",
            "letters:\n  access:",
            "letters:\n  acess: {subject: 1}\n  access:",
            "police.yml: letters.acess",
        ),
        ("ctivd.yml", "    subject: {nl: ", "    subject: {en: a, nn: ", "ctivd.yml: letters.complaint"),
        ("bank.yml", "letters:", "\tletters:", "bank.yml is not valid YAML"),
    ],
)
def test_a_mistake_is_named_with_its_file(folder: Path, file: str, before: str, after: str, message: str):
    change(folder / file, before, after)
    with pytest.raises(LetterError, match=re.escape(message)):
        load_catalogue(folder)


def test_a_missing_shared_file_is_named(folder: Path):
    (folder / "_blocks.yml").unlink()
    with pytest.raises(LetterError, match=r"_blocks\.yml is missing"):
        load_catalogue(folder)
