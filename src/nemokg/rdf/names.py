"""Local names that are made of others, and how the long ones are shortened."""

from __future__ import annotations

import hashlib

# A file system takes 255 bytes, and people read less.
LONGEST_NAME = 120
_DIGITS = 8


def shortened_name(full: str) -> str:
    """Return a local name as it is, or, if it has over 120 characters, cut and told apart.

    What is cut off is told apart by a hyphen and eight hexadecimal digits, the first of the SHA-256
    of the full name.

    >>> shortened_name("student--initializedFrom--base")
    'student--initializedFrom--base'
    >>> shortened_name("teacher-" * 20)[-24:], len(shortened_name("teacher-" * 20))
    ('teacher-teacher-4e2f854d', 120)
    """
    if len(full) <= LONGEST_NAME:
        return full
    digits = hashlib.sha256(full.encode()).hexdigest()[:_DIGITS]
    return f"{full[: LONGEST_NAME - _DIGITS - 1].rstrip('-')}-{digits}"
