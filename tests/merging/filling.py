"""What the tests of writing share: the forms of records, and asking for what is kept."""

from dataclasses import dataclass

from caseapp.accounts import queries as accounts
from caseapp.parties import queries as parties


@dataclass(frozen=True)
class Edited:
    """A form of a record: its address, its form on the page, who edits, a field and what is typed."""

    address: str
    who: str
    other: str
    field: str
    form: str = ""


def edited(story, people):
    """The form of every record that is edited on a page."""
    paper = story.paper("site_record").id
    party = parties.parties_of_case(story.case_id)[0].id
    unit = accounts.unit_by_path("/210300/ZF/").id
    return {
        "paper": Edited(f"{story.path}/papers/{paper}", "wang", "li", "w8", f"papers/{paper}"),
        "party": Edited(f"{story.path}/parties/{party}", "wang", "li", "contact"),
        "goods": Edited(f"{story.path}/goods/{story.goods().id}", "wang", "li", "place"),
        "person": Edited(f"/admin/people/{people.wang.id}", "jiang", "jiang", "post", "record"),
        "unit": Edited(f"/admin/units/{unit}", "jiang", "jiang", "agency_word"),
    }


KINDS = ("paper", "party", "goods", "person", "unit")


def offered(page):
    """What the page says of unsaved text."""
    return list(page.texts(".//section[@aria-label='未保存的内容']/p"))


def keep(reader, kept_of, **fields):
    """Send what is typed so far, as the page does by itself."""
    return reader.post("/unsaved", {"kept_of": kept_of, **fields})
