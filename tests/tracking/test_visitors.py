import pytest
from django.http import HttpResponse

from techmart.tracking import visitors
from techmart.tracking.models import Visitor


@pytest.mark.parametrize(
    "user_agent",
    [
        "",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (compatible; YandexBot/3.0)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
        "facebookexternalhit/1.1",
        "curl/8.5.0",
        "python-requests/2.32",
        "Go-http-client/2.0",
        "Baiduspider+(+http://www.baidu.com/search/spider.htm)",
    ],
)
def test_robots_are_not_counted(browse, user_agent):
    assert visitors.is_counted(browse(HTTP_USER_AGENT=user_agent)) is False


@pytest.mark.parametrize(
    "user_agent",
    [
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1",
        "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 Chrome/139.0 Mobile Safari/537.36",
    ],
)
def test_people_are_counted(browse, user_agent):
    assert visitors.is_counted(browse(HTTP_USER_AGENT=user_agent)) is True


@pytest.mark.parametrize("header", ["HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_MOZ"])
def test_pages_fetched_ahead_are_not_counted(browse, header):
    assert visitors.is_counted(browse(**{header: "prefetch"})) is False


def test_a_visitor_is_known_by_cookie_unless_the_browser_refuses(browse, visitor):
    assert visitors.visitor_of(browse(visitor)) == visitor
    assert visitors.visitor_of(browse()) is None
    assert visitors.visitor_of(browse(Visitor(key="forged"))) is None
    assert visitors.visitor_of(browse(Visitor(key="x" * 41))) is None
    refusing = browse(visitor, HTTP_SEC_GPC="1")
    assert (visitors.visitor_of(refusing), visitors.visitor_to_forget(refusing)) == (None, visitor)


def test_who_has_answered_or_refuses_is_not_asked(browse, visitor):
    refused = browse()
    refused.COOKIES["no_visitor"] = "1"
    assert visitors.should_ask(browse()) is True
    assert visitors.should_ask(browse(visitor)) is False
    assert visitors.should_ask(refused) is False
    assert visitors.should_ask(browse(HTTP_SEC_GPC="1")) is False


def test_the_cookie_is_the_browsers_alone_and_ends_within_13_months(visitor, settings):
    settings.SESSION_COOKIE_SECURE = True
    response = HttpResponse()
    visitors.remember(response, visitor)
    cookie = response.cookies["visitor"]
    assert cookie.value == visitor.key
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"], cookie["path"]) == (True, "Lax", True, "/")
    assert cookie["max-age"] == 390 * 24 * 3600
    assert response.cookies["no_visitor"]["max-age"] == 0


def test_a_refusal_takes_the_key_back_and_is_remembered(settings):
    response = HttpResponse()
    visitors.forget(response)
    assert (response.cookies["visitor"].value, response.cookies["visitor"]["max-age"]) == ("", 0)
    assert response.cookies["no_visitor"].value == "1"
