"""Articles of the gates that every track asks: who acts, recusal, dates in their order."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.law.procedures.article_rows import (
    BUREAU,
    BUREAU_BEGINS,
    NEW_LAW_BEGINS,
    OLD_LAW_ENDS,
    PLAIN,
    ArticleRow,
    Rows,
    dispute,
    old_new,
    order_60_71,
    three,
)

# The rows of the disputes stand first: an office that settles them goes by rules of its own.
RECUSAL = (
    *dispute("专利行政执法办法第七条", "专利纠纷行政裁决和调解办法第五条"),
    *old_new("原行政处罚法第三十七条", "行政处罚法第四十三条"),
)
OFFICERS = (
    *dispute("专利行政执法办法第三十七条", "专利纠纷行政裁决和调解办法"),
    *three("专利行政执法办法第二十八条", "原行政处罚法第三十七条", "行政处罚法第四十二条"),
)

COMMON: Mapping[str, Rows] = {
    "two_officers": OFFICERS,
    "certificates_valid": (
        *dispute("专利行政执法办法第四条", "专利纠纷行政裁决和调解办法"),
        *three("专利行政执法办法第四条", "原行政处罚法第三十七条", "行政处罚法第四十二条"),
    ),
    "certificate_shown": (
        *dispute("专利行政执法办法第三十七条", "专利纠纷行政裁决和调解办法"),
        *old_new("原行政处罚法第三十七条", "行政处罚法第五十五条"),
    ),
    "nobody_recused": RECUSAL,
    "actor_not_recused": RECUSAL,
    "not_in_future": PLAIN,
    "not_before_receipt": PLAIN,
    "not_before_start": PLAIN,
    "not_before_filing": PLAIN,
    "sample_list_handed": (
        *order_60_71("专利行政执法办法第三十九条"),
        # The penalty law lets samples be taken and is silent on the list; its duty to record remains.
        ArticleRow("原行政处罚法第三十七条", BUREAU_BEGINS, OLD_LAW_ENDS, BUREAU),
        ArticleRow("行政处罚法第五十六条", first=NEW_LAW_BEGINS, authority=BUREAU),
    ),
    "record_times_in_order": PLAIN,
    "not_before_decision": PLAIN,
}
