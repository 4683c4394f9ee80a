"""The filter of the list names only bodies that this person's own transfers went to or came from."""

from tests.transfers.doing import opened


def named(page):
    return page.texts(".//select[@name='body']/option")


def test_filter_names_no_body_of_a_transfer_that_is_not_to_be_known(people, as_person):
    opened(people.wang, "lead_out", "anshan_market_bureau", right_kind="trademark")
    assert "鞍山市市场监督管理局" in named(as_person("wang").get("/transfers"))
    assert "鞍山市市场监督管理局" not in named(as_person("zhao").get("/transfers"))
