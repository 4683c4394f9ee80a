"""PDF files page by page; what takes too long is left out, and said."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Mapping, Sequence

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError

from caseapp.extracts.child.told import Enough, Told, Unreadable

# What remains of the time goes to the page that runs when it is over.
_SHARE = 0.6


def read(data: bytes, told: Told, limits: Mapping[str, int]) -> None:
    """Read the text of the pages; a page that cannot be read is passed over and counted."""
    logging.disable(logging.CRITICAL)
    told.tool(f"pypdf {pypdf.__version__}")
    pages = _pages(data)
    until = limits["seconds"] * _SHARE
    failed = 0
    for number in range(len(pages)):
        if number >= limits["pages"]:
            told.cut = ("pages", number)
            return
        if time.process_time() > until:
            told.cut = ("slow", number)
            return
        try:
            told.add(f"第{number + 1}页", pages[number].extract_text())
        except (Enough, MemoryError):
            raise
        except Exception:  # noqa: BLE001 - a page is damaged in ways nobody has counted
            failed += 1
    if failed:
        told.cut = ("failed", failed)
    if failed and not told.parts:
        raise Unreadable("broken")


def _pages(data: bytes) -> Sequence[pypdf.PageObject]:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        is_locked = reader.is_encrypted and not reader.decrypt("")
        pages: Sequence[pypdf.PageObject] = () if is_locked else reader.pages
        len(pages)
    except (FileNotDecryptedError, DependencyError) as no:
        raise Unreadable("password") from no
    except MemoryError:
        raise
    except Exception as no:
        raise Unreadable("broken") from no
    if is_locked:
        raise Unreadable("password")
    return pages
