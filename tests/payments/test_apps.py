import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured


def test_a_key_without_the_library_stops_the_start(settings, monkeypatch):
    settings.STRIPE_SECRET_KEY = "sk_test"
    monkeypatch.setattr("techmart.payments.apps.find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=r"pip install techmart\[stripe\]"):
        apps.get_app_config("payments").ready()
