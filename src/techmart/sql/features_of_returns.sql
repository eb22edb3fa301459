-- prediction.fact_features, of what went back.
SELECT watched.customer,
    COALESCE(LN(1 + times), 0) AS returns,
    COALESCE(times / CAST(times + purchases AS DOUBLE PRECISION), 0) AS return_share,
    COALESCE(amount / CAST(amount + CASE WHEN spend > 0 THEN spend ELSE 0 END + 1 AS DOUBLE PRECISION), 0)
        AS returned_value,
    -- Since the first purchase, where nothing went back after it.
    LN(1 + :cutoff - CASE WHEN last_day > first_purchase_on THEN last_day ELSE first_purchase_on END)
        AS days_since_return
FROM watched
LEFT JOIN (
    SELECT customer, COUNT(DISTINCT day) AS times, CAST(SUM(amount) AS BIGINT) AS amount, MAX(day) AS last_day
    FROM returns
    WHERE day <= :cutoff
    GROUP BY customer
) AS sent_back ON sent_back.customer = watched.customer
