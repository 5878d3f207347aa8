"""The page's own words: every one exists in both languages, and the script asks for none that does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.server import assets
from bot.server.rendering import ADDRESSES, TEMPLATES, make_pages
from bot.server.site import LANGUAGES, SiteError, load_site

_ASKED = re.compile(r"""\bt\(\s*["'`]([a-z_]+)["'`]""")


def asked_words() -> set[str]:
    return {
        key
        for path in assets.FOLDER.glob("*.js")
        for key in _ASKED.findall(path.read_text("utf-8"))
        if not key.endswith("_")
    }


def given_words() -> set[str]:
    site = load_site()
    return {*site["script"], *site["mask"]["script"], *site["case"]["script"], "backups", "elsewhere"}


def test_the_script_asks_only_for_words_that_exist() -> None:
    assert asked_words() - given_words() == set()


def test_no_word_is_left_that_nothing_asks_for() -> None:
    code = "".join(path.read_text("utf-8") for path in assets.FOLDER.glob("*.js"))
    templates = "".join(path.read_text("utf-8") for path in TEMPLATES.glob("*.html"))
    # Words that the script puts together from a beginning and a value.
    made = ("case_reply_", "case_by_", "mask_", "deadline_")
    unused = {
        key
        for key in given_words()
        if not key.startswith(made) and f'"{key}"' not in code and key not in templates
    }
    assert unused == set()


def test_a_text_without_one_of_the_languages_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "page.yml").write_text("top:\n  title: {nl: Hallo}\n", "utf-8")
    with pytest.raises(SiteError, match=r"page\.yml: top\.title: has no text in 'en'"):
        load_site(tmp_path)


def test_a_comma_outside_quotes_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "page.yml").write_text("yes: {nl: Ja, wis alles, en: Yes}\n", "utf-8")
    with pytest.raises(SiteError, match="put a text with a comma between quotes"):
        load_site(tmp_path)


def test_no_sentence_stands_in_the_script() -> None:
    for path in assets.FOLDER.glob("*.js"):
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL)
        sentences = [
            text
            for text in re.findall(r'"([^"\n]*)"', code)
            if re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{2,}", text)
        ]
        assert sentences == [], path.name


def test_every_module_that_the_page_loads_is_named_in_it() -> None:
    modules = make_pages().assets.modules("main.js")
    assert {"dom.js", "chat.js", "letter.js", "session.js", "words.js"} <= set(modules)
    assert "case-save.js" not in modules  # loaded only when a case is saved


def test_each_page_has_an_address_in_each_language() -> None:
    for addresses in ADDRESSES.values():
        assert [addresses[language].startswith(f"/{language}") for language in LANGUAGES] == [True, True]
