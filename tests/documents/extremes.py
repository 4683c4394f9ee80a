"""Papers filled with what nobody should type: too long, too many rows, signs of machines."""

import itertools

from caseapp.documents import render
from caseapp.documents.catalogue import kind_of
from caseapp.documents.placeholders import PLACEHOLDERS, Type
from caseapp.documents.samples import sample, sample_day, sample_values
from caseapp.documents.values import MOST_SIGNS

LONG, MANY, NAME = 20_000, 500, "鞍山市演示商贸公司" * 22 + "鞍山"
OWN = ("机关", "签发人")  # the office itself, and a person of it
HOSTILE = "{{7*7}}{{案号}}\x00\x07\u202e#eval(1)$x$<b>@落款|"


def extreme(key):
    """Fill a paper with what nobody should type: too long, too many rows, signs of machines."""
    kind, values = kind_of(key), sample_values(key)
    free = [name for name in values if PLACEHOLDERS[name].type is Type.TEXT and name not in OWN]
    longest = max(free, key=lambda name: len(str(values[name])), default="")
    for name, value in values.items():
        if not isinstance(value, str):
            values[name] = list(itertools.islice(itertools.cycle(value), MANY))
        elif name == longest:
            values[name] = "鞍" * MOST_SIGNS.get(name, LONG)
        elif name in free:
            values[name] = NAME if name.endswith("名称") else value + HOSTILE
    known = sample(key)
    return render.build(key, values, on=sample_day(kind), number=known.number or "")
