"""Text out of one file: a confined process reads it, this side believes nothing but the shape of its answer."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from caseapp.base import confined
from caseapp.base.dated_numbers import DatedNumbers
from caseapp.base.text import keepable
from caseapp.extracts import words
from caseapp.extracts.ocr import Recogniser

LIMITS = DatedNumbers(Path(__file__).with_name("limits.toml"))
# A character is at most six bytes of JSON; what is around it finds room as well.
_BYTES_A_CHARACTER = 8
_BYTES_AROUND = 1024 * 1024
_READER = "caseapp.extracts.child.reading"
_RECOGNISER = "caseapp.extracts.child.recogniser"
_PLACE, _TOOL = 200, 200
_PICTURE = "图片文字"
_CHINESE = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
_BETWEEN_CHINESE = re.compile(rf"(?<={_CHINESE})[ \t]+(?={_CHINESE})")


@dataclass(frozen=True)
class Part:
    """A piece of a file's text, and where in the file it stands."""

    place: str
    text: str


@dataclass(frozen=True)
class Found:
    """What came of reading a file."""

    state: str
    reason: str = ""
    tool: str = ""
    parts: tuple[Part, ...] = ()
    cut: str = ""
    cpu: float = 0.0
    memory: int = 0

    @property
    def characters(self) -> int:
        """Count the characters of all parts."""
        return sum(len(one.text) for one in self.parts)


def limits_on(day: date) -> dict[str, int]:
    """Return every limit in force on a day."""
    return {name: LIMITS.number(name, day) for name in {row.name for row in LIMITS.rows}}


def extract(file: BinaryIO, limits: Mapping[str, int], recogniser: Recogniser | None) -> Found:
    """Read one open file in a process of its own; whatever it does, the answer is parts or a reason."""
    ended = confined.run(
        confined.python(_READER, json.dumps(dict(limits))),
        given=file,
        seconds=limits["wall_seconds"],
        most=limits["characters"] * _BYTES_A_CHARACTER + _BYTES_AROUND,
    )
    told = _answer(ended)
    if "picture" in told:
        found = _recognised(file, limits, recogniser)
    elif "no" in told:
        found = _refused(str(told["no"]))
    else:
        found = _read(told, limits)
    used = (max(found.cpu, ended.cpu), max(found.memory, ended.memory))
    return replace(found, cpu=used[0], memory=used[1])


def _answer(ended: confined.Ended) -> dict[str, Any]:
    if ended.why:
        return {"no": ended.why}
    if ended.code > 0:
        return {"no": "broken"}
    if ended.code < 0:
        # Ended by the kernel: out of its time, or out of its memory.
        return {"no": "seconds" if -ended.code in confined.OUT_OF_TIME else "memory"}
    try:
        told = json.loads(ended.output)
    except ValueError:
        return {"no": "broken"}
    return told if isinstance(told, dict) else {"no": "broken"}


def _refused(why: str) -> Found:
    why = why if why in words.REASONS else "broken"
    state = words.NOTHING if why in words.PLAINLY_NOTHING else words.REFUSED
    return Found(state, why)


def _read(told: Mapping[str, Any], limits: Mapping[str, int]) -> Found:
    """Take the parts of an answer as far as they have the shape of parts, within the limits again."""
    try:
        parts = [_part(str(place), str(text), limits) for place, text in told["parts"]]
        cut = words.words_of_cut(str(told["cut"][0]), int(told["cut"][1])) if told["cut"] else ""
        tool = keepable(str(told["tool"]))[:_TOOL]
    except (KeyError, TypeError, ValueError, IndexError):
        return _refused("broken")
    kept = [one for one in parts if one.text]
    if len(kept) > limits["parts"]:
        kept, cut = kept[: limits["parts"]], words.words_of_cut("parts", limits["parts"])
    if sum(len(one.text) for one in kept) > limits["characters"]:
        return _refused("output")
    if not kept:
        return replace(_refused("no_text"), tool=tool, cut=cut)
    return Found(words.DONE, "", tool, tuple(kept), cut)


def _part(place: str, text: str, limits: Mapping[str, int]) -> Part:
    clean = keepable(text)[: limits["part_characters"]].strip()
    return Part(keepable(place).replace("\n", " ").strip()[:_PLACE], clean)


def _recognised(file: BinaryIO, limits: Mapping[str, int], recogniser: Recogniser | None) -> Found:
    if recogniser is None:
        return _refused("no_ocr")
    own = {
        "memory_mebibytes": limits["picture_memory_mebibytes"],
        "seconds": limits["picture_seconds"],
    }
    file.seek(0)
    ended = confined.run(
        confined.python(_RECOGNISER, json.dumps(own), *recogniser.words),
        given=file,
        seconds=limits["wall_seconds"],
        most=limits["characters"] * _BYTES_A_CHARACTER,
        more={"OMP_THREAD_LIMIT": "1"},  # a second thread would be a process too many
    )
    told = _answer(replace(ended, output=b"{}"))
    if "no" in told:
        return _used(_refused(str(told["no"])), ended)
    text = _joined(ended.output.decode("utf-8", "replace"))[: limits["characters"]]
    size = limits["part_characters"]
    pieces = [Part(_PICTURE, keepable(text[at : at + size])) for at in range(0, len(text), size)]
    if not text:
        return _used(replace(_refused("no_letters"), tool=recogniser.name), ended)
    return _used(Found(words.DONE, "", recogniser.name, tuple(pieces)), ended)


def _used(found: Found, ended: confined.Ended) -> Found:
    return replace(found, cpu=ended.cpu, memory=ended.memory)


def _joined(text: str) -> str:
    """Take out the blanks a recogniser sets between Chinese characters: nobody types them."""
    lines = (_BETWEEN_CHINESE.sub("", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)
