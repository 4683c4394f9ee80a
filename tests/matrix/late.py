"""What later floors put into the world: sealed cases, their own tables."""

from typing import Any

from caseapp.base.web import Upload

__all__ = ["NOT_BUSINESS", "Upload", "add_to", "seal"]
NOT_BUSINESS: tuple[str, ...] = ()


def seal(story: Any, people: Any) -> None:
    """Seal a case to its team."""


def add_to(world: Any) -> None:
    """Add what later floors know."""


FORMS: dict[str, Any] = {}
