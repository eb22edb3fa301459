-- What each customer had the last time: how many products, and whether their buyers come back.
SELECT customer, COUNT(*) AS last_items, AVG(COALESCE(comes_back, 0)) AS comes_back
FROM (SELECT customer, day, product, MAX(day) OVER (PARTITION BY customer) AS last_day FROM item) AS dated
LEFT JOIN comeback ON comeback.product = dated.product
WHERE day = last_day
GROUP BY customer
