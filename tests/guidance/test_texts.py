"""The texts of steps, questions and everything around them: whole, in both languages, sourced and hedged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
import yaml

from bot.guidance.assemble import assemble
from bot.guidance.case import Case
from bot.guidance.content import FOLDER, Content, ContentError, load_content
from bot.guidance.facts import Action, Agency, parse_facts
from bot.guidance.lint import blocks, texts, unhedged, violations
from bot.guidance.steps import SHARED
from bot.guidance.terms import answer_term
from bot.guidance.text import Text
from tests.guidance.conftest import TODAY, step_of
from tests.guidance.test_routes import CASES

SHARED_FILES = {
    "steps/_notes": "step_notes",
    "steps/_rules": "step_rules",
    "country_names": "country_names",
}


class _OnceLoader(yaml.CSafeLoader):
    """Refuses a key that stands there twice: YAML would silently keep the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value if key.tag != "tag:yaml.org,2002:merge"]
        assert len(keys) == len(set(keys)), f"twice on line {node.start_mark.line}: {sorted(keys)}"
        return super().construct_mapping(node, deep)


def _files() -> Iterator[tuple[str, Any]]:
    for path in sorted([*FOLDER.glob("steps/*.yml"), *FOLDER.glob("questions/*.yml")]):
        yield f"{path.parent.name}/{path.stem}", yaml.safe_load(path.read_text("utf-8"))
    for name in ("expectations", "help", "country_names"):
        yield name, yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))


FILES = dict(_files())


def _schema_of(name: str) -> str:
    if name in SHARED_FILES:
        return SHARED_FILES[name]
    return {"steps": "step", "questions": "question"}.get(name.partition("/")[0], "entries")


@pytest.mark.parametrize("name", FILES)
def test_a_file_follows_its_schema(name: str) -> None:
    store = {
        f"file:///{p.name}": json.loads(p.read_text("utf-8")) for p in (FOLDER / "schema").glob("*.json")
    }
    uri = f"file:///{_schema_of(name)}.json"
    resolver = jsonschema.RefResolver(uri, store[uri], store=store)
    errors = jsonschema.Draft7Validator(store[uri], resolver=resolver).iter_errors(FILES[name])
    assert [f"{list(error.path)}: {error.message[:200]}" for error in errors] == []


@pytest.mark.parametrize(
    "path", sorted(FOLDER.glob("*/*.yml")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_no_key_stands_in_a_file_twice(path: Path) -> None:
    yaml.load(path.read_text("utf-8"), Loader=_OnceLoader)


@pytest.mark.parametrize("name", FILES)
def test_a_text_never_says_what_is_never_said(name: str) -> None:
    found = [broken for place, text in texts(FILES[name], name) for broken in violations(place, text)]
    assert found == []


def test_what_is_not_verified_says_where_to_check_it(content: Content) -> None:
    marks = {slug: source.confidence for slug, source in content.sources.items()}
    found = []
    for key, text in content.steps.texts.items():
        told = [text.title, text.why, *text.how, text.legal_basis, text.cost, text.if_refused, text.expect]
        whole = {"sources": list(text.sources), "all": [{"nl": part.nl, "en": part.en} for part in told]}
        found += [broken.where for broken in unhedged(str(key), whole, marks)]
    for name in ("steps/_notes", "expectations", "help"):
        found += [
            broken.where
            for place, block in blocks(FILES[name], name)
            for broken in unhedged(place, block, marks)
        ]
    assert found == []


def test_every_agency_and_action_a_plan_may_name_is_known() -> None:
    for name, data in FILES.items():
        if name.startswith("steps/") and name not in SHARED_FILES:
            assert data["agency"] in (*get_args(Agency), SHARED, "foreign")
            assert set(data["steps"]) <= set(get_args(Action))


@pytest.mark.parametrize("facts", [facts for facts, _ in CASES], ids=lambda value: str(value)[:70])
def test_every_variant_note_and_rule_that_a_route_names_has_its_text(
    content: Content, facts: dict[str, Any]
) -> None:
    steps = content.steps
    for ref in assemble(Case(parse_facts(facts, today=TODAY), content.countries)):
        assert set(ref.notes) - {"on_the_spot"} <= steps.notes.keys()
        if ref.action == "foreign_redress":
            continue
        assert (ref.agency, ref.action, ref.variant) in steps.texts
        for term in (ref.your, ref.answer):
            assert term is None or term.rule in steps.rules


def test_every_term_of_the_law_has_its_rule_in_words(content: Content) -> None:
    for agency in get_args(Agency):
        for action in get_args(Action):
            term = answer_term(agency, action)
            assert term is None or term.rule in content.steps.rules


def test_the_rule_is_told_as_the_law_counts_it(content: Content) -> None:
    assert content.steps.rules["wpg_access"].en == "6 weeks, extendable by 4"


def test_a_sentence_calls_a_country_with_its_article(content: Content) -> None:
    step = step_of(content, "consulate_abroad/contact", situation="refused_entry_abroad", country="US")
    assert "de Verenigde Staten" in step.title.nl
    assert "the United States" in step.title.en
    assert content.country_names["TR"] == Text("Turkije", "Türkiye")


def test_every_letter_of_a_step_exists(content: Content) -> None:
    expected = {
        ("police", "access"), ("kmar", "access"), ("court", "appeal"), ("ap", "mediation"),
        ("police", "default_notice"),
        ("interpol", "access"), ("buza", "contact"), ("consulate_abroad", "contact"), ("us", "foreign_redress"),
        ("municipality", "hold_request"), ("ind", "lifting"), ("finance", "exemption"), ("aivd", "statement"),
    }  # fmt: skip
    assert expected <= content.letters


def test_a_missing_source_is_named_with_its_file(tmp_path: Any) -> None:
    folder = tmp_path / "content"
    for path in FOLDER.rglob("*.yml"):
        target = folder / path.relative_to(FOLDER)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    broken = folder / "steps" / "police.yml"
    broken.write_text(broken.read_text("utf-8").replace("wpg-14", "wpg-1400"), "utf-8")
    with pytest.raises(ContentError, match=r"steps/police\.yml.*wpg-1400"):
        load_content(folder)


def test_a_text_can_be_filled_in_both_languages() -> None:
    text = Text("Vraag {agency}.", "Ask {agency}.")
    assert text.filled({"agency": Text("de politie", "the police")}) == Text(
        "Vraag de politie.", "Ask the police."
    )
    assert Text("de politie", "the police").capitalised() == Text("De politie", "The police")
