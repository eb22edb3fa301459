-- One row per customer, day and product, of those who have bought.
SELECT customer, day, product, MIN(category) AS category, CAST(SUM(quantity) AS BIGINT) AS quantity
FROM lines
WHERE day <= :cutoff AND customer IN (SELECT customer FROM watched)
GROUP BY customer, day, product
