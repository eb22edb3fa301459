from techmart.demo.catalogue import PRODUCTS
from techmart.demo.reviews import QUESTIONS, REPLIES, REVIEWS

SLUGS = {product.slug for product in PRODUCTS}


def test_what_is_said_is_said_of_products_that_there_are():
    said = {slug for slug, *_ in (*REVIEWS, *QUESTIONS)}
    assert said - SLUGS == set()
    assert set(REPLIES) <= {(slug, stars) for slug, stars, *_ in REVIEWS}


def test_nothing_is_said_twice():
    texts = [text for *_, text in REVIEWS]
    assert len(texts) == len(set(texts))
