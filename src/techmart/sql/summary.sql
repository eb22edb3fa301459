-- One row per customer: what a CustomerSummary stores. It changes when the customer buys, not as time passes.
-- The first day is looked up in the sales once more: cheaper than keeping every purchase until it is known.
SELECT bought.customer, first_purchase_on, last_purchase_on, purchases, orders, bought.spend, debut.spend AS first_day_spend
FROM bought
JOIN (
    SELECT sale.customer, CAST(SUM(amount) AS BIGINT) AS spend
    FROM sale
    JOIN bought ON bought.customer = sale.customer AND bought.first_purchase_on = sale.day
    GROUP BY sale.customer
) AS debut ON debut.customer = bought.customer
