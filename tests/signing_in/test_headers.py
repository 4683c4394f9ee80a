"""What every answer carries, what no answer tells, and which requests are none."""

import re

import pytest

from caseapp.base.requests import HEADERS
from tests.pages import Reader
from tests.signing_in.entering import give_password

HTTP = "http://127.0.0.1:8000"
HTTPS = "https://127.0.0.1:8443"
CACHED = {"static", "assets.asset"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "object-src 'none'"
)
EXACT = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), serial=(), usb=()",
}
INSIDE = re.compile(
    r"Traceback|File \"|\.py\b|sqlalchemy|SELECT .* FROM |sqlite3|werkzeug|flask|jinja|python|waitress|"
    r"cheroot|/work|/tmp|site-packages",
    re.IGNORECASE,
)


def addresses(app):
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<[^>]*int[^>]*>", "1", rule.rule)
        yield re.sub(r"<[^>]*>", "x", path), rule


def hand_over(reader):
    """A browser without the strict reader around it, for what the reader would refuse."""
    return reader.browser


@pytest.mark.parametrize("login", ["wang", "jiang", "zhou", ""])
def test_every_route_answers_with_the_headers(*, app, as_person, client, login):
    browser = hand_over(as_person(login) if login else client)
    for path, rule in addresses(app):
        for method in sorted(rule.methods & {"GET", "POST", "OPTIONS"}):
            answer = browser.open(path, method=method, base_url=HTTP)
            where = f"{method} {path} {answer.status_code}"
            for name, value in EXACT.items():
                expected = answer.headers.get(name)
                assert expected == value or is_stricter(name, expected), where
            if rule.endpoint not in CACHED or answer.status_code != 200:
                assert "no-store" in answer.headers["Cache-Control"], where
            assert "Strict-Transport-Security" not in answer.headers, where
            assert "Server" not in answer.headers, where
            answer.close()
    assert HEADERS == EXACT


def is_stricter(name, value):
    """A file is served with a policy of its own that lets even less through."""
    return (
        name == "Content-Security-Policy"
        and value
        and "default-src 'none'" in value
        and "sandbox" in value
    )


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/static/",
        "/static/nothing.css",
        "/static/caseapp.css",
        "/cases/999999999999",
        "/cases/999",
        "/%00",
        "/sign-in?next=//x",
        "/recognise?q=" + "x" * 9000,
    ],
)
def test_errors_redirects_and_files_carry_them_too(client, path):
    answer = client.browser.get(path, base_url=HTTP, headers={"Accept": "text/html"})
    assert {name: answer.headers.get(name) for name in EXACT} == EXACT
    assert not INSIDE.search(answer.get_data(as_text=True)) or path.endswith(".css")
    answer.close()


def test_tls_adds_its_own_header_and_binds_the_cookies(app, people):
    give_password(app, people.wang)
    client = Reader(app)
    page = client.get("/sign-in", base_url=HTTPS)
    assert page.answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    cookie = page.answer.headers["Set-Cookie"]
    assert re.fullmatch(
        r"__Host-caseapp_form=[\w-]{43}; Secure; HttpOnly; Path=/; SameSite=Strict", cookie
    )


def test_cookies_without_tls_are_named_otherwise(client):
    cookie = client.get("/sign-in").answer.headers["Set-Cookie"]
    assert re.fullmatch(r"caseapp_form=[\w-]{43}; HttpOnly; Path=/; SameSite=Strict", cookie)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "127.0.0.1:8000@evil.example",
        "localhost.",
        "a b",
        "",
        "[::1",
        "127.0.0.1, evil.example",
        "10.0.0.1",
        "../..",
        "<script>",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_forged_host_is_refused(*, client, host, method):
    answer = client.browser.open("/sign-in", method=method, base_url=HTTP, headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.get_data(as_text=True)
    assert {name: answer.headers.get(name) for name in EXACT} == EXACT


@pytest.mark.parametrize("name", ["127.0.0.1:8000", "localhost:8000", "localhost"])
def test_own_names_are_answered(client, name):
    assert client.browser.get("/sign-in", headers={"Host": name}).status_code == 200


def test_forwarded_names_are_refused_or_ignored(app, people):
    client = Reader(app)
    forged = {"X-Forwarded-Host": "evil.example"}
    assert client.browser.get("/sign-in", base_url=HTTP, headers=forged).status_code == 400
    others = {
        "X-Forwarded-For": "6.6.6.6",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/evil",
        "Forwarded": "host=evil.example",
        "X-Original-URL": "/admin",
        "X-Rewrite-URL": "/admin",
        "X-Remote-User": "jiang",
        "Remote-User": "jiang",
    }
    answer = client.browser.get("/admin", base_url=HTTP, headers={**others, "Accept": "text/html"})
    assert answer.headers["Location"] == "/sign-in?next=/admin"
    page = client.browser.get("/sign-in", base_url=HTTP, headers=others)
    assert "evil" not in page.get_data(as_text=True)
    assert "Strict-Transport-Security" not in page.headers


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "PATCH", "XYZZY"])
@pytest.mark.parametrize(
    "path", ["/", "/desk", "/sign-in", "/nothing", "/static/caseapp.css", "/leave"]
)
def test_other_methods_are_refused(*, as_person, method, path):
    answer = as_person("wang").browser.open(path, method=method, base_url=HTTP)
    assert answer.status_code == 405


@pytest.mark.parametrize(
    "given",
    [
        {"headers": {"X-HTTP-Method-Override": "DELETE"}},
        {"headers": {"X-Method-Override": "PUT"}},
        {"data": {"_method": "DELETE"}},
        {"query_string": {"_method": "POST"}},
    ],
)
def test_a_method_is_not_overridden(*, as_person, given):
    wang = as_person("wang")
    assert wang.browser.post("/desk", base_url=HTTP, **given).status_code == 405
    given.pop("data", None)
    assert wang.browser.get("/leave", base_url=HTTP, **given).status_code == 405


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/cases/1", {}),
        ("/cases/new", {"method": "POST", "data": {"content": "x"}}),
        ("/cases/new", {"method": "POST", "data": b"\xff\xfe", "content_type": "application/json"}),
        ("/cases/new", {"method": "POST", "data": b"--x", "content_type": "multipart/form-data"}),
        ("/cases?after=%F0%28%8C%28", {}),
        ("/cases?state=' OR 1=1--", {}),
        ("/search?q=" + "(" * 400, {}),
        ("/admin", {}),
        ("/sign-in", {"method": "POST", "data": {"login": "x" * 100_000}}),
        ("/enter/x", {"method": "POST"}),
    ],
)
def test_no_error_tells_of_the_inside(*, as_person, path, given):
    answer = as_person("wang").browser.open(path, base_url=HTTP, **given)
    assert answer.status_code < 500
    assert not INSIDE.search(answer.get_data(as_text=True))


def test_nothing_for_developers_is_served(app, client):
    assert app.debug is False
    assert app.config["PROPAGATE_EXCEPTIONS"] is None
    for path in (
        "/console",
        "/__debug__",
        "/docs",
        "/swagger.json",
        "/openapi.json",
        "/metrics",
        "/.git/config",
        "/robots.txt",
        "/static/",
        "/static",
        "/assets/",
        "/server-status",
    ):
        assert client.browser.get(path, base_url=HTTP).status_code == 404, path
