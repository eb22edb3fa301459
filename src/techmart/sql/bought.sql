-- One row per customer, all but what the first day brought.
SELECT customer, MIN(day) AS first_purchase_on, MAX(day) AS last_purchase_on, COUNT(*) AS purchases,
    CAST(SUM(orders) AS BIGINT) AS orders, CAST(SUM(spend) AS BIGINT) AS spend
FROM purchase
GROUP BY customer
