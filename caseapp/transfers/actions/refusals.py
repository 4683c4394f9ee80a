"""What stands against a move of a transfer before anything is changed, each in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseapp.base.clock import today
from caseapp.base.errors import Conflict, Refused
from caseapp.base.words import moment
from caseapp.bodies import queries as bodies
from caseapp.documents.catalogue import kind_of
from caseapp.law.procedures.table import Field
from caseapp.transfers.actions.secrecy import refuse_in_move
from caseapp.transfers.articles import NOT_ON
from caseapp.transfers.asked import Asked
from caseapp.transfers.given import TAKEN_DOWN, THEIR_DAY
from caseapp.transfers.life import OFFICE, Life, Move
from caseapp.transfers.models import Transfer, TransferMove
from caseapp.transfers.queries import moves_made, signed_papers
from caseapp.transfers.rights import refuse_person
from caseapp.transfers.rules import refuse_by_gates

# Nobody acts by these, neither we nor the other side: a true earlier day stays possible.
REMINDERS = ("urge", "urged")


ANSWER_DAY = "answer_due_on"
# The move by which a matter that was decided begins anew.
AGAIN = "again"


def find_row(life: Life, key: str) -> Move:
    """Return the row of a move; what no table has nobody does, least of all passing on."""
    row = life.moves.get(key)
    if row is None:
        raise Refused(
            "不能办理：这一种事项没有这一步。接收的机关不得再自行移送；有异议的，报请共同的上一级机关指定管辖。",
            article=NOT_ON,
            remedy="请从列出的下一步中选择。",
        )
    return row


def _elsewhere(life: Life, transfer: Transfer, row: Move) -> str:
    last = moves_made(transfer.id)[-1]
    name = life.name_of(last.move)
    state = life.stages[transfer.state].name
    when = moment(last.at)
    return f"不能{row.name}：本件现为“{state}”（{last.by_name}于 {when} {name}）。"


def refuse(asked: Asked) -> None:
    """Refuse a move with the first sentence that speaks against it; a stale page ends in Conflict."""
    refuse_person(asked)
    _refuse_stale(asked)
    refuse_before_form(asked)
    _refuse_day(asked)
    _refuse_empty(asked)
    refuse_in_move(asked)


def refuse_before_form(asked: Asked) -> None:
    """Refuse what no form could mend: the person, the order of moves, the rules of the row."""
    refuse_person(asked)
    if asked.transfer.state not in asked.row.from_states:
        raise Refused(
            _elsewhere(asked.life, asked.transfer, asked.row), remedy="请核对办理记录后再办。"
        )
    _refuse_order(asked)
    refuse_by_gates(asked)
    _refuse_unsigned(asked)


def _refuse_unsigned(asked: Asked) -> None:
    """Refuse a move whose paper nobody signed yet."""
    row = asked.row
    if not row.papers or signed_papers(asked.matter, row.papers):
        return
    names = "或者".join(dict.fromkeys(f"《{kind_of(key).title}》" for key in row.papers))
    raise Refused(
        f"不能{row.name}：{names}还没有签发。", article=row.article, remedy="请先起草并签发。"
    )


def _refuse_stale(asked: Asked) -> None:
    given, transfer = asked.given, asked.transfer
    if given.version is None or given.version == transfer.version:
        return
    last = moves_made(transfer.id)[-1]
    raise Conflict(
        "您打开本页之后，本件已有新的办理。您填写的内容都在下面的表单里，请核对后再办。",
        theirs={"办理": asked.life.name_of(last.move), "理由": last.reason},
        mine={"办理": f"{asked.row.name}（尚未办理）", "理由": given.reason},
        who=last.by_name,
        when=last.at,
        version=transfer.version,
    )


def _since_anew(done: tuple[str, ...]) -> tuple[str, ...]:
    """Return what was done since the matter began anew; what came before is another round."""
    if AGAIN not in done:
        return done
    return done[len(done) - done[::-1].index(AGAIN) :]


def _refuse_order(asked: Asked) -> None:
    row, done = asked.row, set(_since_anew(asked.done))
    if row.after and not done & set(row.after):
        names = "、".join(f"“{asked.life.moves[key].name}”" for key in row.after)
        raise Refused(f"不能{row.name}：应当先办理{names}。", remedy=f"请先办理{names}。")
    made = [key for key in row.unless if key in done]
    if made:
        raise Refused(f"不能{row.name}：本件已经办理“{asked.life.moves[made[0]].name}”。")


def _refuse_day(asked: Asked) -> None:
    on, row = asked.given.on, asked.row
    if on > today():
        raise Refused(f"不能{row.name}：办理日期晚于今天。", remedy="请改为实际办理的日期。")
    written = asked.given.values.get(THEIR_DAY)
    if isinstance(written, date) and written > on:
        raise Refused(
            f"不能{row.name}：来文落款的日期 {written} 晚于收到或者办理的日期（{on}）。",
            remedy="请核对两个日期。",
        )
    last = max(one.taken_on for one in moves_made(asked.transfer.id) if _comes_before(asked, one))
    if on < last:
        raise Refused(
            f"不能{row.name}：办理日期 {on} 早于上一步的日期（{last}）。", remedy="请核对办理日期。"
        )


def _comes_before(asked: Asked, made: TransferMove) -> bool:
    """Say whether an act must lie before the one asked for; what only reminded or noted need not."""
    if made.from_state != made.to_state or made.move in asked.row.after:
        return True
    # 对方的来文晚到：函上的日期可以早于本机关其间的记录。
    row = asked.life.moves.get(made.move)
    is_ours = row is not None and OFFICE in row.sides and made.move not in REMINDERS
    return is_ours and not asked.is_other_side


def _refuse_empty(asked: Asked) -> None:
    row, given = asked.row, asked.given
    if row.needs_reason and not given.reason.strip() and not asked.by.is_clock:
        raise Refused(f"不能{row.name}：没有写明理由。", article=row.article, remedy="请填写理由。")
    for one in (*row.fields, *(TAKEN_DOWN if given.body else ())):
        _refuse_field(row, one, given.values)
        until = given.values.get(one.key)
        if one.key == ANSWER_DAY and isinstance(until, date) and until < given.on:
            raise Refused(
                f"不能{row.name}：“{one.label}”{until} 早于办理日期（{given.on}）。",
                remedy="请核对两个日期。",
            )


def _refuse_field(row: Move, one: Field, values: Mapping[str, object]) -> None:
    value = values.get(one.key)
    if value in (None, "", ()):
        if one.required and one.kind != "bool":
            raise Refused(
                f"不能{row.name}：没有填写“{one.label}”。", remedy=f"请填写“{one.label}”。"
            )
        return
    if one.choices:
        chosen = value if isinstance(value, tuple | list) else (value,)
        if any(each not in dict(one.choices) for each in chosen):
            raise Refused(f"不能{row.name}：“{one.label}”不在可选范围之内。", remedy="请重新选择。")
    if one.key in ("superior", "designated") and bodies.body(int(str(value))) is None:
        raise Refused(f"不能{row.name}：名录中没有所选的机构。", remedy="请另选机构。")
