"""What is set up for a fair: contacts and their posting, halls, its own rules, the kit."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.exhibitions import fair_queries, kit, rules
from caseapp.exhibitions.actions.fair_writing import EVER, begin, write
from caseapp.exhibitions.fair_given import ContactGiven, Counts, KitGiven
from caseapp.exhibitions.models import FairContact, FairHall, FairKit, FairRule
from caseapp.exhibitions.queries import Opened
from caseapp.law.wording import long_date

MOST_PIECES = 9_999


def add_contact(*, by: Person, opened: Opened, given: ContactGiven) -> FairContact:
    """Write down whom to call."""
    begin(by=by, opened=opened, doing="增加联系人")
    same = [
        row
        for row in fair_queries.contacts_of(opened.id)
        if (row.part, row.name, row.phone) == (given.part, given.name, given.phone)
    ]
    if same:
        raise Refused(f"{given.name}已经是联系人。", remedy="请另写一位，或者先去掉原来的。")
    row = FairContact(fair_id=opened.id, **vars(given))
    db.session.add(row)
    write(by=by, opened=opened, act="add_contact", given={"name": given.name}, newer=False)
    return row


def add_hall(
    *, by: Person, opened: Opened, name: str, is_online: bool = False, note: str = ""
) -> FairHall:
    """Name a hall, or the online part."""
    begin(by=by, opened=opened, doing="增加展馆")
    if any(row.name == name for row in fair_queries.halls_of(opened.id)):
        raise Refused(f"已经有“{name}”。", remedy="请另写展馆名称。")
    if is_online and not opened.fair.has_online:
        raise Refused("本展会没有登记线上展会。", remedy="请先在展会信息中登记线上展会和网址。")
    row = FairHall(fair_id=opened.id, name=name, is_online=is_online, note=note)
    db.session.add(row)
    write(by=by, opened=opened, act="add_hall", given={"name": name}, newer=False)
    return row


def set_rule(*, by: Person, opened: Opened, key: str, value: str, basis: str) -> None:
    """Agree on a rule for this fair, with where it stands."""
    asked = rules.every_rule().get(key)
    chosen = [one for one in asked.options if one.value == value] if asked else []
    if asked is None or not chosen:
        raise NotVisible
    begin(by=by, opened=opened, doing=f"约定“{asked.name}”")
    if not basis:
        raise Refused(
            f"不能约定“{asked.name}”：没有写明规则写在哪里。",
            remedy="请写明依据，如参展合同、展会知识产权保护须知的条款。",
        )
    row = _own_rule(opened, key)
    if row is None:
        row = FairRule(fair_id=opened.id, key=key)
        db.session.add(row)
    row.value, row.basis = value, basis
    told = {"rule": asked.name, "value": chosen[0].words}
    write(by=by, opened=opened, act="set_rule", given=told, newer=False)


def unset_rule(*, by: Person, opened: Opened, key: str) -> None:
    """Let the default of the day hold again."""
    begin(by=by, opened=opened, doing="恢复默认规则")
    row = _own_rule(opened, key)
    if row is None:
        raise Refused("这一条没有另行约定，按默认规则办理。")
    db.session.delete(row)
    told = {"rule": rules.every_rule()[key].name}
    write(by=by, opened=opened, act="unset_rule", given=told, newer=False)


def post_contacts(*, by: Person, opened: Opened, on: date, where: str) -> None:
    """Note on which day and where the contacts were posted for everybody to see."""
    begin(by=by, opened=opened, doing="登记公布联系方式")
    if on > today():
        raise Refused(f"不能登记：{long_date(on)}还没有到。", remedy="请在公布以后登记。")
    if not fair_queries.contacts_of(opened.id):
        raise Refused("不能登记：还没有联系人，没有可以公布的。", remedy="请先增加联系人。")
    opened.fair.posted_on = on
    write(by=by, opened=opened, act="post", given={"place": where, "on": on.isoformat()})


def list_kit(*, by: Person, opened: Opened) -> int:
    """Take the default list; what is there already stays as it is."""
    begin(by=by, opened=opened, doing="列出装备清单", permission="fair.work")
    there = {row.item for row in fair_queries.kit_of(opened.id)}
    new = [one for one in kit.default_kit() if one.item not in there]
    for one in new:
        db.session.add(FairKit(fair_id=opened.id, **vars(one)))
    write(by=by, opened=opened, act="list_kit", given={"items": len(new)}, newer=False)
    return len(new)


def add_kit(*, by: Person, opened: Opened, item: str, given: KitGiven) -> None:
    """Put one more thing on the list."""
    begin(by=by, opened=opened, doing="增加装备", permission="fair.work")
    _refuse_counts(item, given)
    if any(row.item == item for row in fair_queries.kit_of(opened.id)):
        raise Refused(f"清单中已经有“{item}”。", remedy="请修改它的数量。")
    db.session.add(FairKit(fair_id=opened.id, item=item, **vars(given)))
    write(by=by, opened=opened, act="list_kit", given={"items": 1, "name": item}, newer=False)


def pack(*, by: Person, opened: Opened, counts: Counts) -> None:
    """Count what goes along and what came back; what was not counted stays."""
    begin(by=by, opened=opened, doing="清点装备", states=EVER, permission="fair.work")
    changed = []
    for row in fair_queries.kit_of(opened.id):
        given = counts.get(row.id)
        if given is None:
            continue
        _refuse_counts(row.item, given)
        before = (row.wanted, row.packed, row.returned, row.note)
        row.wanted, row.packed = given.wanted, given.packed
        row.returned, row.note = given.returned, given.note
        if before != (row.wanted, row.packed, row.returned, row.note):
            changed.append(f"{row.item} {row.wanted}/{row.packed}/{row.returned}")
    told = {"changed": changed, "items": len(changed)}
    write(by=by, opened=opened, act="pack", given=told, newer=False)


def drop(*, by: Person, opened: Opened, part: str, row_id: int) -> None:
    """Take a contact, a hall or a thing of the kit out again."""
    DROPS[part](by=by, opened=opened, row_id=row_id)


def _drop_contact(*, by: Person, opened: Opened, row_id: int) -> None:
    begin(by=by, opened=opened, doing="去掉联系人")
    row = _row(FairContact, opened, row_id)
    db.session.delete(row)
    write(by=by, opened=opened, act="drop_contact", given={"name": row.name}, newer=False)


def _drop_hall(*, by: Person, opened: Opened, row_id: int) -> None:
    begin(by=by, opened=opened, doing="去掉展馆")
    row = _row(FairHall, opened, row_id)
    if fair_queries.is_hall_used(opened.id, row.name):
        raise Refused(
            f"不能去掉“{row.name}”：已有参展商登记在这个展馆。", remedy="请先改正参展商的展馆。"
        )
    db.session.delete(row)
    write(by=by, opened=opened, act="drop_hall", given={"name": row.name}, newer=False)


def _drop_kit(*, by: Person, opened: Opened, row_id: int) -> None:
    begin(by=by, opened=opened, doing="去掉装备", permission="fair.work")
    row = _row(FairKit, opened, row_id)
    if row.packed:
        raise Refused(
            f"不能去掉“{row.item}”：已经装车 {row.packed}。", remedy="没有带的，请把装车数改为 0。"
        )
    db.session.delete(row)
    write(by=by, opened=opened, act="drop_kit", given={"name": row.item}, newer=False)


DROPS = {"contact": _drop_contact, "hall": _drop_hall, "kit": _drop_kit}


def _refuse_counts(item: str, given: KitGiven) -> None:
    counts = (given.wanted, given.packed, given.returned)
    if not all(0 <= one <= MOST_PIECES for one in counts):
        raise Refused(f"不能保存“{item}”的数量。", remedy=f"数量应当在 0 到 {MOST_PIECES} 之间。")
    if given.returned > given.packed:
        raise Refused(
            f"“{item}”带回 {given.returned}，多于装车的 {given.packed}。", remedy="请核对数量。"
        )


def _own_rule(opened: Opened, key: str) -> FairRule | None:
    return next((row for row in fair_queries.rules_of(opened.id) if row.key == key), None)


def _row(table: Any, opened: Opened, row_id: int) -> Any:
    found = db.session.get(table, row_id)
    if found is None or found.fair_id != opened.id:
        raise NotVisible
    return found
