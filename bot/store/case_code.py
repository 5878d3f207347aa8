"""A case code: 16 signs that can be typed or said, of which half finds a row and half opens it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

#: Crockford's base32: no I, L, O or U, which are misread or misheard.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
_LOOKUP = 7
_MOST_TYPED = 60
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", ".": "", "\u00a0": ""})


class CodeError(ValueError):
    """This is no case code: a sign is missing, wrong or out of place."""


@dataclass(frozen=True)
class CaseCode:
    """Seven signs to look up (35 bits), eight that are the key (40 bits), one to catch a slip."""

    lookup: str
    key: str

    @classmethod
    def new(cls) -> CaseCode:
        """A code nobody can guess."""
        signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
        return cls(signs[:_LOOKUP], signs[_LOOKUP:])

    @classmethod
    def parse(cls, typed: str) -> CaseCode:
        """Read what a person typed or heard: in any case, with or without groups, O for 0 and I or L for 1.

        Raises:
            CodeError: it cannot be a code; nothing need be looked up.
        """
        signs = typed[: _MOST_TYPED + 1].strip().upper().translate(_MEANT)
        if len(signs) != LENGTH or len(typed) > _MOST_TYPED:
            raise CodeError(f"A code has {LENGTH} signs.")
        try:
            mod_37_36.validate(signs, alphabet=ALPHABET)
        except ValidationError:
            raise CodeError("One of the signs is not right.") from None
        return cls(signs[:_LOOKUP], signs[_LOOKUP:-1])

    def __str__(self) -> str:
        """The code in groups of four, with its check character (ISO 7064, MOD 33,32)."""
        signs = self.lookup + self.key
        signs += mod_37_36.calc_check_digit(signs, alphabet=ALPHABET)
        return "-".join(signs[at : at + 4] for at in range(0, LENGTH, 4))

    def __repr__(self) -> str:
        return "CaseCode(…)"
