-- One row per customer and day: several orders of one day are one purchase.
SELECT customer, day, COUNT(*) AS orders, CAST(SUM(amount) AS BIGINT) AS spend
FROM sale
WHERE day <= :cutoff
GROUP BY customer, day
