-- The median of each taste: the one in the middle, or the mean of the two.
SELECT
    AVG(CASE WHEN ABS(2 * products_at - customers - 1) <= 1 THEN products END) AS products,
    AVG(CASE WHEN ABS(2 * basket_at - customers - 1) <= 1 THEN basket END) AS basket,
    AVG(CASE WHEN ABS(2 * last_basket_at - customers - 1) <= 1 THEN last_basket END) AS last_basket,
    AVG(CASE WHEN ABS(2 * units_at - customers - 1) <= 1 THEN units END) AS units,
    AVG(CASE WHEN ABS(2 * bought_again_at - customers - 1) <= 1 THEN bought_again END) AS bought_again,
    AVG(CASE WHEN ABS(2 * comes_back_at - customers - 1) <= 1 THEN comes_back END) AS comes_back,
    AVG(CASE WHEN ABS(2 * categories_at - customers - 1) <= 1 THEN categories END) AS categories,
    AVG(CASE WHEN ABS(2 * category_focus_at - customers - 1) <= 1 THEN category_focus END) AS category_focus
FROM (
    SELECT taste.*, COUNT(*) OVER () AS customers,
        ROW_NUMBER() OVER (ORDER BY products) AS products_at,
        ROW_NUMBER() OVER (ORDER BY basket) AS basket_at,
        ROW_NUMBER() OVER (ORDER BY last_basket) AS last_basket_at,
        ROW_NUMBER() OVER (ORDER BY units) AS units_at,
        ROW_NUMBER() OVER (ORDER BY bought_again) AS bought_again_at,
        ROW_NUMBER() OVER (ORDER BY comes_back) AS comes_back_at,
        ROW_NUMBER() OVER (ORDER BY categories) AS categories_at,
        ROW_NUMBER() OVER (ORDER BY category_focus) AS category_focus_at
    FROM taste
) AS ranked
