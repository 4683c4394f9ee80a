"""More open complaints than the station has room for cards: told, led to, and none without its own card."""

from caseapp.exhibitions import station_rules
from caseapp.exhibitions.complaint_queries import open_of
from tests.exhibitions.complaints import taken
from tests.exhibitions.fairs import TODAY, running


def test_station_says_how_many_cards_it_left_out_and_leads_to_them(as_person, people):
    fair_id, wang = running(people), as_person("wang")
    most = station_rules.number("cards", TODAY)
    ids = [taken(people, fair_id, booth=f"A{place}") for place in range(most + 1)]
    page = wang.get(f"/fairs/{fair_id}/station")
    assert f"列出 {most} 件，先到期的在前；共 {most + 1} 件未办结" in page.text
    assert f"/fairs/{fair_id}/complaints?open=1" in page.links().values()
    (last,) = set(ids) - {row.id for row in open_of(fair_id, most=most)}
    taken_page = wang.get(f"/fairs/{fair_id}/station/taken/{last}")
    assert taken_page.texts(f".//li[@data-card='{last}']") != []
