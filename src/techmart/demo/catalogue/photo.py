"""Photo."""

from techmart.demo.catalogue.shape import ProductData

PRODUCTS: tuple[ProductData, ...] = ()
