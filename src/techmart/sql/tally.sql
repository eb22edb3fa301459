-- What features count and add up, per customer: whole numbers, so that no engine's order of adding shows.
SELECT customer, COUNT(*) AS purchases, MAX(day) - MIN(day) AS recency,
    :cutoff - MIN(day) AS age, :cutoff - MAX(day) AS silence,
    CAST(SUM(spend) AS BIGINT) AS spend,
    CAST(SUM(CASE WHEN next_day IS NULL THEN spend ELSE 0 END) AS BIGINT) AS last_spend,
    CAST(COALESCE(SUM(gap * gap), 0) AS BIGINT) AS gap_squares,
    COALESCE(MAX(gap), 0) AS longest_gap,
    COALESCE(MAX(CASE WHEN next_day IS NULL THEN gap END), 0) AS last_gap,
    SUM(CASE WHEN day > :cutoff - 30 THEN 1 ELSE 0 END) AS recent_30,
    SUM(CASE WHEN day > :cutoff - 90 THEN 1 ELSE 0 END) AS recent_90,
    SUM(CASE WHEN day > :cutoff - 180 THEN 1 ELSE 0 END) AS recent_180,
    SUM(CASE WHEN day > :cutoff - 180 AND day <= :cutoff - 90 THEN 1 ELSE 0 END) AS before_90,
    SUM(CASE WHEN day > :cutoff - 365 AND day <= :cutoff - 365 + :horizon THEN 1 ELSE 0 END) AS season_last_year,
    CAST(SUM(CASE WHEN day > :cutoff - 90 THEN spend ELSE 0 END) AS BIGINT) AS recent_spend
FROM step
GROUP BY customer
