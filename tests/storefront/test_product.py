from techmart.catalogue.models import Category, Image, Product, Variant
from techmart.storefront.product import gallery, spec_texts

INK, SAND = Variant(pk=1), Variant(pk=2)


def shown(*images: Image):
    return gallery(Product(title="Halo 2"), INK.pk, list(images))


def urls(pictures):
    return [picture.url for picture in pictures]


def test_a_variants_own_pictures_come_first_and_hide_the_same_view_of_the_product():
    own = Image(variant=INK, drawing="headphones/2b2f36/front")
    front = Image(drawing="headphones/d3c3a8/front")
    detail = Image(drawing="headphones/d3c3a8/detail")
    other = Image(variant=SAND, drawing="headphones/d3c3a8/front")
    assert urls(shown(own, other, front, detail)) == [
        "/pictures/headphones/2b2f36/front.svg",
        "/pictures/headphones/d3c3a8/detail.svg",
    ]


def test_a_variant_without_pictures_borrows_what_there_is():
    other = Image(variant=SAND, drawing="headphones/d3c3a8/front")
    assert urls(shown(other)) == ["/pictures/headphones/d3c3a8/front.svg"]


def test_photographs_and_scenes_fill_their_tile():
    photo, scene, drawing = (
        Image(photo="a.webp"),
        Image(drawing="lamp/2b2f36/in-use"),
        Image(drawing="lamp/2b2f36/front"),
    )
    assert [picture.fills for picture in shown(photo, scene, drawing)] == [True, True, False]


def test_specs_follow_the_schema_with_units_and_words():
    schema = [
        {"key": "weight_g", "label": "Weight", "type": "number", "unit": "g"},
        {"key": "wireless", "label": "Wireless", "type": "boolean"},
        {"key": "design", "label": "Design", "type": "text"},
    ]
    product = Product(category=Category(spec_schema=schema), specs={"wireless": True, "weight_g": 1265, "secret": 1})
    assert list(spec_texts(product).items()) == [("Weight", "1,265 g"), ("Wireless", "Yes")]
