-- prediction.features, but for the columns that are a lifetime model's answers.
SELECT customer,
    LN(purchases) AS purchases,
    LN(1 + silence) AS days_since,
    LN(1 + recency) AS recency,
    LN(1 + age) AS age,
    CASE WHEN purchases = 1 THEN 1 ELSE 0 END AS once,
    LN(1 + mean_gap) AS mean_gap,
    -- The sum of squares around the mean, from sums of whole numbers; purchases - 1 of them, and one of chance.
    LN(SQRT((gap_squares - 2 * mean_gap * recency + purchases * mean_gap * mean_gap) / purchases) / mean_gap + 0.001)
        AS gap_spread,
    CASE WHEN purchases > 1 THEN LN(1 + last_gap) - LN(1 + mean_gap) ELSE 0 END AS last_gap_ratio,
    LN(1 + silence) - LN(1 + mean_gap) AS silence_ratio,
    CASE WHEN purchases > 1 THEN LN(1 + silence) - LN(1 + longest_gap) ELSE 0 END AS silence_over_longest,
    SIGN(spend) * LN(1 + ABS(spend)) AS spend,
    SIGN(spend) * LN(1 + ABS(spend) / CAST(purchases AS DOUBLE PRECISION)) AS mean_amount,
    SIGN(last_spend) * LN(1 + ABS(last_spend)) - SIGN(spend) * LN(1 + ABS(spend) / CAST(purchases AS DOUBLE PRECISION))
        AS amount_trend,
    LN(1 + recent_30) AS recent_30,
    LN(1 + recent_90) AS recent_90,
    LN(1 + recent_180) AS recent_180,
    LN(1 + recent_90) - LN(1 + before_90) AS trend,
    LN(1 + season_last_year) AS season_last_year,
    SIGN(recent_spend) * LN(1 + ABS(recent_spend)) AS recent_spend
FROM tempo
