"""What is filled in to split a contact: who complains, where that is not known yet."""

from __future__ import annotations

from wtforms import StringField

from caseapp.base.forms import SHORT_TEXT, BaseForm, at_most, may, strip


class SplitForm(BaseForm):
    """The caller as the complaint needs them; the sentences stand beside, one field each."""

    caller_name = StringField("投诉人姓名", [may(), at_most(60)], filters=[strip])
    caller_phone = StringField("投诉人电话", [may(), at_most(40)], filters=[strip])
    caller_id_number = StringField("证件号码", [may(), at_most(40)], filters=[strip])
    caller_address = StringField("投诉人地址", [may(), at_most(SHORT_TEXT)], filters=[strip])

    def caller(self) -> dict[str, str]:
        """Return who complains as typed; empty when nothing was."""
        return {
            name: self[f"caller_{name}"].data or ""
            for name in ("name", "phone", "id_number", "address")
        }
