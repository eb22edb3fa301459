-- Customers who look alike to a model, counted. The days, not the times since: only an order moves anybody.
SELECT purchases - 1 AS frequency, first_purchase_on, last_purchase_on, COUNT(*) AS customers
FROM bought
GROUP BY purchases, first_purchase_on, last_purchase_on
