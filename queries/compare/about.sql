-- Describes the two sides, and which of their differences follow from how they were recorded. One
-- line each.
WITH
    pair AS (
        SELECT
            any_value(kernel) FILTER (side = 'good') AS good_kernel,
            any_value(kernel) FILTER (side = 'bad') AS bad_kernel,
            any_value(backend) FILTER (side = 'good') AS good_backend,
            any_value(backend) FILTER (side = 'bad') AS bad_backend,
            any_value(filter) FILTER (side = 'good') AS good_filter,
            any_value(filter) FILTER (side = 'bad') AS bad_filter
        FROM _side
    ),
    apart AS (
        SELECT list(function ORDER BY function) AS functions FROM _apart
    )
SELECT
    1 AS place,
    concat_ws(' ',
        upper(side) || ':', name || ':',
        format('{:,} packets of {:,} flows', packets, flows),
        'in ' || duration_name(duration_ns),
        '(' || rate_name(packets * 1e9 / nullif(duration_ns, 0)) || ')') AS line
FROM _side
UNION ALL
SELECT 2, format('The kernels differ ({} and {}): drops are compared by their cause, and times may'
    || ' differ for that.', good_kernel, bad_kernel)
FROM pair
WHERE good_kernel <> bad_kernel
UNION ALL
SELECT 3, format('The back-ends differ ({} and {}), and so does what they cost: drops are compared'
    || ' by their cause, times are not compared.', good_backend, bad_backend)
FROM pair
WHERE good_backend <> bad_backend
UNION ALL
SELECT 4, format('The recorders had different filters ({}; {}): the mix of traffic is not'
    || ' compared.',
    good_filter, bad_filter)
FROM pair
WHERE good_filter <> bad_filter
UNION ALL
SELECT 5, format('One trace alone has {:,} of the functions ({}{}): paths are compared without'
    || ' them.',
    len(functions), array_to_string(functions[:3], ', '),
    CASE WHEN len(functions) > 3 THEN ' ...' ELSE '' END)
FROM apart
WHERE len(functions) > 0
ORDER BY place, line DESC;
