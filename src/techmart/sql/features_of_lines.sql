-- prediction.fact_features, of products and categories: the middle of all, where no line is known.
SELECT watched.customer,
    COALESCE(taste.products, usual.products, 0) AS products,
    COALESCE(taste.basket, usual.basket, 0) AS basket,
    COALESCE(taste.last_basket, usual.last_basket, 0) AS last_basket,
    COALESCE(taste.units, usual.units, 0) AS units,
    COALESCE(taste.bought_again, usual.bought_again, 0) AS bought_again,
    COALESCE(taste.comes_back, usual.comes_back, 0) AS comes_back,
    COALESCE(taste.categories, usual.categories, 0) AS categories,
    COALESCE(taste.category_focus, usual.category_focus, 0) AS category_focus
FROM watched
CROSS JOIN usual
LEFT JOIN taste ON taste.customer = watched.customer
