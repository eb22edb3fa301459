from techmart.backoffice.insights.names import TITLES, WAYS


def test_every_model_that_has_a_name_says_how_it_thinks():
    assert WAYS.keys() == TITLES.keys()
