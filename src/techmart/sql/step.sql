-- A purchase beside those before and after it. Days are numbers from here on.
SELECT customer, day, spend,
    day - LAG(day) OVER (PARTITION BY customer ORDER BY day) AS gap,
    LEAD(day) OVER (PARTITION BY customer ORDER BY day) AS next_day
FROM purchase
