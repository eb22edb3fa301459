-- One row per product that was bought 90 days ago or earlier, and how many bought anything within the 90 days after.
-- No day is null; that nulls come first is what every engine has in common for a range of days.
SELECT product, COUNT(*) AS buyers, SUM(CASE WHEN purchases_after > 0 THEN 1 ELSE 0 END) AS returned
FROM (
    SELECT day, product, SUM(purchase) OVER (
        PARTITION BY customer ORDER BY day NULLS FIRST RANGE BETWEEN 1 FOLLOWING AND 90 FOLLOWING
    ) AS purchases_after
    FROM (
        SELECT customer, day, product, 0 AS purchase FROM item
        UNION ALL
        SELECT customer, day, NULL AS product, 1 AS purchase FROM purchase
    ) AS happened
) AS followed
WHERE product IS NOT NULL AND day <= :cutoff - 90
GROUP BY product
