-- Those who have bought; nobody, if facts have been watched for too few days to tell anything by what is missing.
SELECT customer, first_purchase_on, last_purchase_on, purchases, spend
FROM bought
WHERE :since <= :cutoff - 90 OR :since <= (SELECT MIN(first_purchase_on) FROM bought)
