"""The officer's handbook of a procedure, drawn from its table: steps, papers, gates, diagram."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from caseapp.law.procedures.article_rows import ArticleRow
from caseapp.law.procedures.articles import ARTICLES
from caseapp.law.procedures.conditions import CONDITIONS, JOINT_ENDS
from caseapp.law.procedures.gate import Gate
from caseapp.law.procedures.papers import ALL_TITLES
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.table import Procedure, Step
from caseapp.law.wording import long_date

# Made where the service is recorded, with its mode and place.
RECEIPT = "送达回证"


def handbook(procedure: Procedure) -> str:
    """Write the whole procedure as one Markdown page in Chinese."""
    parts = (
        _head(procedure),
        _states(procedure),
        _steps(procedure),
        _forms(procedure),
        _gates(procedure),
        f"## 流程图\n\n```mermaid\n{diagram(procedure)}```\n",
    )
    return "\n".join(parts)


def diagram(procedure: Procedure) -> str:
    """Draw states and the ways between them as Mermaid text; acts inside a state are left out."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.code} {state.name}" as {state.key}' for state in procedure.states]
    lines.append(f"    [*] --> {procedure.first}")
    for step in procedure.steps:
        for origin in step.origins:
            if (end := step.end_from(origin)) != origin:
                lines.append(f"    {origin} --> {end}: {step.name}")
    lines += [f"    {state.key} --> [*]" for state in procedure.states if not state.is_open]
    return "\n".join(lines) + "\n"


def gates_of(procedure: Procedure) -> tuple[Gate, ...]:
    """Every gate the procedure asks, each once, in the order of the table."""
    asked = (*procedure.always, *(gate for step in procedure.steps for gate in step.gates))
    return tuple(dict.fromkeys(asked))


def write_handbook(folder: Path) -> tuple[Path, ...]:
    """Write one page for each edition into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for procedure in PROCEDURES.values():
        page = folder / f"{procedure.key}.md"
        page.write_text(handbook(procedure), encoding="utf-8")
        written.append(page)
    return tuple(written)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join((_row(columns), _row("---" for _ in columns), *(_row(row) for row in rows)))


def _head(procedure: Procedure) -> str:
    until = f"至{long_date(procedure.valid_to)}" if procedure.valid_to else "起"
    papers = "、".join(ALL_TITLES[paper] for paper in procedure.opening_papers)
    opening = "；".join(
        f"{source.label} {'、'.join(procedure.limits_on_open(source))}"
        for source in procedure.opening_limits
    )
    return (
        f"# {procedure.name}：{procedure.edition}\n\n"
        f"- 依据：{procedure.basis}\n"
        f"- 适用：{long_date(procedure.valid_from)}{until}接收的线索，案件终结前不变\n"
        f"- 登记线索时起草：{papers}\n"
        f"- 登记线索时起算的期限：{opening}\n"
        f"- 每一步都要求：{'；'.join(gate.question for gate in procedure.always)}\n"
        "- 期限按事件当日有效的规定选取；当日没有规定的，不起算。\n"
    )


def _states(procedure: Procedure) -> str:
    rows = (
        (state.code, state.name, "办理中" if state.is_open else "终结", state.public)
        for state in procedure.states
    )
    return f"## 阶段\n\n{_table(('编号', '阶段', '状态', '对外说明'), rows)}\n"


def _steps(procedure: Procedure) -> str:
    columns = ("步骤", "从", "到", "办理人", "前提", "文书", "期限")
    rows = (
        (
            step.name,
            "、".join(procedure.state(key).name for key in step.origins),
            procedure.state(step.end).name if step.end else "不变",
            "、".join(role.label for role in step.by),
            "；".join(_conditions(step)) or "—",
            "；".join(_papers(step)) or "—",
            "；".join(_limits(procedure, step)) or "—",
        )
        for step in procedure.steps
    )
    return f"## 步骤\n\n{_table(columns, rows)}\n"


def _conditions(step: Step) -> Iterator[str]:
    for gate in step.gates:
        yield f"{gate.question}（{gate.gate_id}）" if gate.gate_id else gate.question
    if step.needs_reason:
        yield "写明理由"
    if step.override:
        yield "负责人可以写明理由准许例外"


def _papers(step: Step) -> Iterator[str]:
    if step.papers:
        yield f"起草{'、'.join(ALL_TITLES[paper] for paper in step.papers)}"
    if step.signs:
        yield f"签发{ALL_TITLES[step.signs]}并编号"
    if step.on_served:
        yield f"登记{ALL_TITLES[step.on_served]}的送达即办理"
    if step.on_one_served:
        yield f"登记{ALL_TITLES[step.on_one_served]}对一方的送达即办理"
    if step.numbers:
        yield "取得案号"
    if later := [title for title in step.later_papers if title != RECEIPT]:
        yield f"起草{'、'.join(later)}"
    if RECEIPT in step.later_papers:
        yield f"登记送达时制作{RECEIPT}"


def _limits(procedure: Procedure, step: Step) -> Iterator[str]:
    verbs = {
        "起算": step.starts,
        "实名举报的起算": step.starts_for_reporter,
        "归属纠纷的起算": step.starts_for_ownership,
        "被请求人在中国没有住所的起算": step.starts_abroad,
        **{f"{CONDITIONS[name]}起算": families for name, families in step.starts_if},
        **{f"自{_label(step, key)}起算": families for key, families in step.starts_from},
        "停止": step.stops,
        "中止": step.pauses,
        "恢复": step.resumes,
        "延长": step.extends,
    }
    if step.starts_after:
        joint = JOINT_ENDS.get(step.starts_after)
        yield f"自{joint[0] if joint else f' {step.starts_after} '}届满"
    if step.starts_told:
        yield f"自此前填写的“{_told_label(procedure, step.starts_told)}”起"
    for verb, families in verbs.items():
        if families:
            yield f"{verb} {'、'.join(families)}"


def _told_label(procedure: Procedure, key: str) -> str:
    fields = (field for step in procedure.steps for field in step.fields)
    return next(field.label for field in fields if field.key == key)


def _label(step: Step, key: str) -> str:
    return next(field.label for field in step.fields if field.key == key)


def _forms(procedure: Procedure) -> str:
    asked = dict.fromkeys((step.name, step.fields) for step in procedure.steps if step.fields)
    rows = (
        (name, "、".join(f"{field.label}{'' if field.required else '*'}" for field in fields))
        for name, fields in asked
    )
    return f"## 填写内容\n\n{_table(('步骤', '内容'), rows)}\n\n带 * 的可以不填，或者以勾选作答。\n"


def _gates(procedure: Procedure) -> str:
    rows = (
        (gate.gate_id or "—", gate.question, _articles(gate, procedure))
        for gate in sorted(gates_of(procedure), key=lambda gate: gate.gate_id or "~")
    )
    return f"## 前提及其依据\n\n{_table(('编号', '前提', '依据'), rows)}\n"


def _articles(gate: Gate, procedure: Procedure) -> str:
    rows = (row for row in ARTICLES[gate.key] if row.authority in ("", procedure.authority))
    return "；".join(map(_article, rows)) or "—"


def _article(row: ArticleRow) -> str:
    if not row.text:
        return "—"
    first = f"自{long_date(row.first)}" if row.first != row.first.min else ""
    last = f"至{long_date(row.last)}" if row.last != row.last.max else ""
    return f"{row.text}（{first}{last}）" if first or last else row.text


if __name__ == "__main__":
    write_handbook(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/procedures"))
