"""The receipt of an account: signing for what was sent, with the code of its list as the page showed it."""

from __future__ import annotations

from caseapp.base.errors import Refused
from caseapp.transfers.actions.sealing import record_receipt
from caseapp.transfers.asked import Made, effect
from caseapp.transfers.item_given import ReceiptGiven
from caseapp.transfers.receipts import CODE, SIGNED


@effect
def keep_receipt(made: Made) -> None:
    """Keep the receipt with the act of an account; one on paper is entered by our people with its scan."""
    asked = made.asked
    if asked.by.body_id is None or not asked.transfer.manifest_sha256:
        return
    values = asked.given.values
    code = str(values.get(CODE) or "")
    if not code:
        raise Refused(
            f"不能{asked.row.name}：没有确认清单校验码。",
            article=asked.row.article,
            remedy="请把收到的材料与清单核对，相符的勾选确认；不符的不要签收，请与移送机关联系。",
        )
    signed = next((str(values[key]) for key in SIGNED if values.get(key)), asked.by.name)
    given = ReceiptGiven(on=asked.given.on, signed_by=signed, code=code)
    receipt = record_receipt(by=asked.by, transfer=asked.transfer, given=given)
    receipt.move_id = made.move.id
