"""What is done with text blocks: written, changed, retired; the texts of before stay readable."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.accounts.sight import lies_under
from caseapp.accounts.units import office_path
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.documents.block_models import TextBlock
from caseapp.documents.block_queries import block_for
from caseapp.documents.block_words import BLOCK_SCOPES, OFFICE, OWN, BlockGiven
from caseapp.documents.catalogue import kind_of
from caseapp.documents.placeholders import PLACEHOLDERS, Type
from caseapp.documents.values import clean
from caseapp.ledger import actions as ledger
from caseapp.revisions import actions as revisions

SHARED = "blocks.share"


def scopes_for(by: Person) -> tuple[str, ...]:
    """Say to whom a person may offer blocks: to themselves always, to others with the right for it."""
    return tuple(one for one in BLOCK_SCOPES if one == OWN or _may_share(by, _path(by, one)))


def may_change(by: Person, block: TextBlock | Row[Any]) -> bool:
    """One's own is changed by oneself, a shared one by whoever keeps the texts of that unit."""
    if block.scope == OWN:
        return block.owner_id == by.id
    return _may_share(by, block.path)


def write_block(*, by: Person, given: BlockGiven) -> TextBlock:
    """Write a new block; no case is changed by it."""
    _sound(by, given)
    block = TextBlock(
        scope=given.scope,
        owner_id=by.id,
        path=_path(by, given.scope),
        is_retired=False,
        version=1,
    )
    _fill(block, given, by)
    db.session.add(block)
    _keep(block, by, "text_block.added")
    return block


def change_block(*, by: Person, block_id: int, given: BlockGiven) -> None:
    """Change a block; papers it was put into keep the words they have."""
    block = _mine(by, block_id)
    _fresh(block, given.version)
    _sound(by, given)
    if given.scope != block.scope:
        block.scope, block.path, block.owner_id = given.scope, _path(by, given.scope), by.id
    _fill(block, given, by)
    block.version += 1
    _keep(block, by, "text_block.changed")


def retire_block(*, by: Person, block_id: int, version: int, again: bool = False) -> None:
    """Take a block out of use, or bring it back; nothing is deleted."""
    block = _mine(by, block_id)
    _fresh(block, version)
    if block.is_retired is not again:
        raise Refused("这条常用语正在使用。" if again else "这条常用语已经停用。")
    block.is_retired = not again
    block.changed_by, block.changed_by_name, block.changed_at = by.id, by.name, now()
    block.version += 1
    _keep(block, by, "text_block.restored" if again else "text_block.retired")


def _mine(by: Person, block_id: int) -> TextBlock:
    block = block_for(by, block_id)
    if not may_change(by, block):
        raise NotVisible
    return block


def _fresh(block: TextBlock, seen: int) -> None:
    if seen != block.version:
        raise Conflict(
            "您打开本页之后，这条常用语已被他人修改，您的内容还没有保存。",
            theirs={"标题": block.title, "内容": block.text},
            mine={},
            who=block.changed_by_name,
            when=block.changed_at,
            version=block.version,
        )


def _sound(by: Person, given: BlockGiven) -> None:
    if given.scope not in scopes_for(by):
        raise Refused(
            f"您不能维护{BLOCK_SCOPES.get(given.scope, '')}范围的常用语。",
            remedy="请改为本人使用，或者由科室负责人、法制审核员、负责人维护共用的常用语。",
        )
    if not clean(given.title).strip() or not clean(given.text).strip():
        raise Refused("常用语应当有标题和内容。")
    unknown = [one for one in given.words if not is_insertable(one)]
    if unknown:
        raise Refused(f"文书里没有可以插入文字的栏目“{'”“'.join(unknown)}”。")
    for key in given.kinds:
        kind_of(key)


def is_insertable(word: str) -> bool:
    """Say whether text can be put into this word of the dictionary."""
    return word in PLACEHOLDERS and PLACEHOLDERS[word].type is Type.TEXT


def _fill(block: TextBlock, given: BlockGiven, by: Person) -> None:
    block.title, block.text = clean(given.title).strip(), clean(given.text).strip()
    block.words, block.kinds = list(dict.fromkeys(given.words)), list(dict.fromkeys(given.kinds))
    block.changed_by, block.changed_by_name, block.changed_at = by.id, by.name, now()


def _keep(block: TextBlock, by: Person, action: str) -> None:
    db.session.flush()
    values = {
        "标题": block.title,
        "内容": block.text,
        "范围": BLOCK_SCOPES[block.scope],
        "栏目": "、".join(block.words),
        "文书": "、".join(kind_of(one).title for one in block.kinds),
    }
    revisions.keep(
        by=by, kind="text_block", object_id=block.id, version=block.version, values=values
    )
    ledger.record(
        by=by,
        action=action,
        object_kind="text_block",
        object_id=block.id,
        object_key=block.title,
        details={"scope": block.scope, "version": block.version},
    )


def _path(by: Person, scope: str) -> str:
    if scope == OWN:
        return ""
    return office_path(by.unit_path) if scope == OFFICE else by.unit_path


def _may_share(by: Person, path: str) -> bool:
    reach = visible_units(by, SHARED)
    return lies_under(path, reach.paths)
