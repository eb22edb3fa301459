-- How much at once, how much of it again, how wide a choice: of those of whom a line is known.
SELECT basket.customer,
    LN(1 + products) AS products,
    LN(1 + items) - LN(1 + baskets) AS basket,
    LN(1 + last_items) - LN(1 + items) + LN(1 + baskets) AS last_basket,
    LN(CASE WHEN units > 1 THEN units ELSE 1 END) - LN(items) AS units,
    1 - products / CAST(items AS DOUBLE PRECISION) AS bought_again,
    comes_back,
    COALESCE(LN(1 + categories), 0) AS categories,
    COALESCE(squares / CAST(named * named AS DOUBLE PRECISION), 0) AS category_focus
FROM (
    SELECT customer, COUNT(*) AS items, COUNT(DISTINCT day) AS baskets, COUNT(DISTINCT product) AS products,
        CAST(SUM(quantity) AS BIGINT) AS units
    FROM item
    GROUP BY customer
) AS basket
JOIN latest ON latest.customer = basket.customer
LEFT JOIN (
    SELECT customer, COUNT(*) AS categories, CAST(SUM(times) AS BIGINT) AS named,
        CAST(SUM(times * times) AS BIGINT) AS squares
    FROM (SELECT customer, COUNT(*) AS times FROM item WHERE category >= 0 GROUP BY customer, category) AS chosen
    GROUP BY customer
) AS variety ON variety.customer = basket.customer
