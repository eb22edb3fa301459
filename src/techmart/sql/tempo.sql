-- A tally beside the customer's mean gap, in which everybody's gaps count as one more of their own.
SELECT tally.*, (recency + typical_gap) / purchases AS mean_gap
FROM tally
CROSS JOIN (
    SELECT CASE WHEN SUM(purchases) > COUNT(*)
        THEN CAST(SUM(recency) AS DOUBLE PRECISION) / (SUM(purchases) - COUNT(*))
        ELSE CAST(SUM(age) AS DOUBLE PRECISION) / COUNT(*) + 1 END AS typical_gap
    FROM tally
) AS everybody
