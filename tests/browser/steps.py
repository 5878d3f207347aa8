"""What a person does on the page, as the tests' own words."""

from __future__ import annotations

from playwright.sync_api import Page, expect

STORY = {
    "nl": "Ik werd op Istanbul Airport teruggestuurd en niemand zegt waarom",
    "en": "I was turned back at Istanbul Airport and nobody says why",
}


def open_page(page: Page, lang: str = "nl") -> None:
    page.goto(f"/{lang}")
    expect(page.locator("#receipt")).to_be_visible()


def send(page: Page, text: str) -> None:
    page.fill("#message", text)
    page.click("#send")


def reach_plan(page: Page, lang: str = "nl") -> None:
    open_page(page, lang)
    send(page, STORY[lang])
    page.locator(".choices button").nth(1).click()
    expect(page.locator("#plan")).to_be_visible()


def reach_letter(page: Page, lang: str = "nl") -> None:
    reach_plan(page, lang)
    page.locator(".letter-button").first.click()
    expect(page.locator("#letter-title")).to_be_focused()
