-- prediction.fact_features, of visits and what was put into the cart.
SELECT watched.customer,
    CASE WHEN last_visit IS NULL THEN 0 ELSE 1 END AS is_seen,
    COALESCE(LN(1 + visits_7), 0) AS visits_7,
    COALESCE(LN(1 + visits_30), 0) AS visits_30,
    COALESCE(LN(1 + visits_90), 0) AS visits_90,
    COALESCE(LN(1 + carts_30), 0) AS carts_30,
    CASE WHEN last_cart > last_purchase_on AND last_cart > :cutoff - 30 THEN 1 ELSE 0 END AS open_cart,
    LN(1 + :cutoff - CASE WHEN last_visit > first_purchase_on THEN last_visit ELSE first_purchase_on END)
        AS days_since_visit
FROM watched
LEFT JOIN (
    SELECT customer, MAX(day) AS last_visit, MAX(CASE WHEN carts > 0 THEN day END) AS last_cart,
        SUM(CASE WHEN day > :cutoff - 7 THEN 1 ELSE 0 END) AS visits_7,
        SUM(CASE WHEN day > :cutoff - 30 THEN 1 ELSE 0 END) AS visits_30,
        SUM(CASE WHEN day > :cutoff - 90 THEN 1 ELSE 0 END) AS visits_90,
        SUM(CASE WHEN day > :cutoff - 30 AND carts > 0 THEN 1 ELSE 0 END) AS carts_30
    FROM (SELECT customer, day, SUM(carts) AS carts FROM visits WHERE day <= :cutoff GROUP BY customer, day) AS visited
    GROUP BY customer
) AS seen ON seen.customer = watched.customer
