-- One row per customer: what a CustomerSummary stores. It changes when the customer buys, not as time passes.
SELECT bought.customer, bought.first_purchase_on, bought.last_purchase_on, bought.purchases,
    CAST(bought.orders AS BIGINT) AS orders, CAST(bought.spend AS BIGINT) AS spend, debut.spend AS first_day_spend
FROM (
    SELECT customer, MIN(day) AS first_purchase_on, MAX(day) AS last_purchase_on, COUNT(*) AS purchases,
        SUM(orders) AS orders, SUM(spend) AS spend
    FROM purchase
    GROUP BY customer
) AS bought
JOIN purchase AS debut ON debut.customer = bought.customer AND debut.day = bought.first_purchase_on
