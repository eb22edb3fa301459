-- By how much likelier a product's buyers come back than all do, in log odds: of the 5,000 most bought, each with
-- twenty imaginary buyers who come back as often as all do.
SELECT product, LN(rate / (1 - rate)) - LN(overall / (1 - overall)) AS comes_back
FROM (
    SELECT product, overall, (returned + 20 * overall) / (buyers + 20) AS rate
    FROM outcome
    CROSS JOIN (
        SELECT (CAST(SUM(returned) AS DOUBLE PRECISION) + 0.5) / (SUM(buyers) + 1) AS overall FROM outcome
    ) AS everything
    WHERE product IN (SELECT product FROM outcome ORDER BY buyers DESC, product LIMIT 5000)
) AS smoothed
