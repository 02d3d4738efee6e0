-- Macros of skbtrail compare: tests of two proportions and what they need. Where a macro says
-- packets, it may be what many packets of few flows are worth (design_effect).
-- macro: normal_tail(z)
-- description: Probability that a standard normal variable exceeds z, for z >= 0. Below 3 it is the
--   series 26.2.11 of Abramowitz and Stegun, Handbook of Mathematical Functions, with 40 terms;
--   above it the continued fraction 26.2.14, with 60. The relative error is below 1e-10.
CREATE MACRO normal_tail(z) AS
    CASE
        WHEN z < 3
        THEN 0.5 - exp(-z * z / 2) / sqrt(2 * pi()) * z
            * list_reduce(range(81, 1, -2), lambda sum, odd: 1 + sum * z * z / odd, 1.0)
        ELSE exp(-z * z / 2) / sqrt(2 * pi())
            / list_reduce(range(60, 0, -1), lambda part, k: z + k / part, CAST(z AS DOUBLE))
    END;

-- macro: log_choose(n, k)
-- description: Logarithm of the number of ways to choose k of n.
CREATE MACRO log_choose(n, k) AS lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);

-- macro: log_hypergeometric(i, k, n1, n2)
-- description: Logarithm of the probability that, of k items chosen from n1 + n2, exactly i are
--   among the first n1.
CREATE MACRO log_hypergeometric(i, k, n1, n2) AS
    log_choose(n1, i) + log_choose(n2, k - i) - log_choose(n1 + n2, k);

-- macro: fisher_test(x1, n1, x2, n2)
-- description: Fisher's exact test, two-sided: the probability of x1 of n1 and x2 of n2, or of any
--   other split of x1 + x2 that is at most as likely, if both have the same rate.
CREATE MACRO fisher_test(x1, n1, x2, n2) AS
    least(1, list_sum(list_transform(
        list_filter(
            list_transform(
                range(CAST(greatest(0, x1 + x2 - n2) AS BIGINT),
                    CAST(least(x1 + x2, n1) AS BIGINT) + 1),
                lambda i: log_hypergeometric(i, x1 + x2, n1, n2)),
            -- At most as likely; the margin allows for rounding in lgamma.
            lambda p: p <= log_hypergeometric(x1, x1 + x2, n1, n2) + 1e-7),
        lambda p: exp(p))));

-- macro: deviance(observed, expected)
-- description: Contribution of one cell of a table to the statistic G.
CREATE MACRO deviance(observed, expected) AS
    CASE WHEN observed > 0 THEN 2 * observed * ln(observed / expected) ELSE 0 END;

-- macro: g_test(x1, n1, x2, n2)
-- description: p for two equal rates, by the likelihood ratio test (G, one degree of freedom); for
--   large counts.
CREATE MACRO g_test(x1, n1, x2, n2) AS
    2 * normal_tail(sqrt(greatest(0,
        deviance(x1, CAST(n1 AS DOUBLE) * (x1 + x2) / (n1 + n2))
        + deviance(x2, CAST(n2 AS DOUBLE) * (x1 + x2) / (n1 + n2))
        + deviance(n1 - x1, CAST(n1 AS DOUBLE) * (n1 + n2 - x1 - x2) / (n1 + n2))
        + deviance(n2 - x2, CAST(n2 AS DOUBLE) * (n1 + n2 - x1 - x2) / (n1 + n2)))));

-- macro: proportion_test(x1, n1, x2, n2)
-- description: p for two equal rates: Fisher's exact test if fewer than 200 have the property or
--   fewer than 200 lack it, else the G test.
CREATE MACRO proportion_test(x1, n1, x2, n2) AS
    CASE
        WHEN n1 = 0 OR n2 = 0 OR x1 + x2 = 0 OR x1 + x2 = n1 + n2 THEN 1
        WHEN least(x1 + x2, n1 + n2 - x1 - x2) < 200 THEN fisher_test(x1, n1, x2, n2)
        ELSE g_test(x1, n1, x2, n2)
    END;

-- macro: attainable(k, n1, n2)
-- description: The smallest p that is possible if k of the n1 + n2 packets have the property: all
--   in one trace, as far as they fit. A comparison that cannot reach the level is not counted as a
--   test (Tarone 1990).
CREATE MACRO attainable(k, n1, n2) AS
    CASE
        WHEN n1 = 0 OR n2 = 0 THEN 1
        ELSE exp(least(
            log_hypergeometric(greatest(0, k - n2), k, n1, n2),
            log_hypergeometric(least(k, n1), k, n1, n2)))
    END;

-- macro: design_effect(flows, n, nn, x, xx, xn)
-- description: How many packets count as one, because packets of a flow share their fate: the
--   variance of the rate between flows divided by that between packets (Rao and Scott 1992), at
--   least 1. The arguments after flows are sums over the flows: of n (packets of a flow), n * n, x
--   (those of them with the property), x * x and x * n.
CREATE MACRO design_effect(flows, n, nn, x, xx, xn) AS
    CASE
        WHEN flows < 2 OR x = 0 OR x = n THEN 1
        ELSE greatest(1,
            flows / (flows - 1) * (xx - 2 * (x / n) * xn + (x / n) * (x / n) * nn)
                / (x * (1 - x / n)))
    END;

-- macro: first_visible(n1, n2, level)
-- description: How many of n2 packets must have a property that none of the n1 packets has for p to
--   be at most the level.
CREATE MACRO first_visible(n1, n2, level) AS
    list_filter(range(1, CAST(least(n2, 2000) AS BIGINT) + 1),
        lambda x: exp(log_hypergeometric(0, x, n1, n2)) <= level)[1];

-- macro: among_name(scope, strata, stratum)
-- description: The traffic that the packets belong to, in words; NULL for all traffic.
CREATE MACRO among_name(scope, strata, stratum) AS
    CASE
        WHEN scope = 'all' THEN NULL
        WHEN strata = 1 THEN stratum
        ELSE format('{:,} services that both traces have', strata)
    END;

-- macro: share_name(s)
-- description: How many packets of one side have the property, in words. s has x (packets with it),
--   n (packets), having (flows with it) and flows.
CREATE MACRO share_name(s) AS
    format('{:,} of {:,} packets, {:.3g} %; {:,} of {:,} flows', CAST(s.x AS BIGINT),
        CAST(s.n AS BIGINT), 100 * s.x / s.n, CAST(s.having AS BIGINT), CAST(s.flows AS BIGINT));

-- macro: times_name(q, count)
-- description: Percentiles of one side, in words. q has the median, the 90th and the 99th
--   percentile.
CREATE MACRO times_name(q, count) AS
    'median ' || duration_name(q[1]) || ', p90 ' || duration_name(q[2]) || ', p99 '
    || duration_name(q[3]) || format(' of {:,} times', count);

-- macro: examples_name(packets)
-- description: Packet numbers as in their own trace, with the name of the file (from the variable
--   file_names) if a side has several traces.
CREATE MACRO examples_name(packets) AS
    array_to_string(
        list_transform(packets, lambda k: CAST(number_in_trace(k) AS VARCHAR)
            || CASE
                WHEN len(getvariable('file_names')) > 2
                THEN ' of ' || getvariable('file_names')[trace_of(k)]
                ELSE ''
            END),
        ', ');

-- macro: p_name(p)
-- description: A probability with two digits.
CREATE MACRO p_name(p) AS CASE WHEN p < 1e-99 THEN '< 1e-99' ELSE format('{:.2g}', p) END;

-- macro: rate_name(rate)
-- description: Packets per second, in words.
CREATE MACRO rate_name(rate) AS
    CASE
        WHEN rate < 100 THEN format('{:.3g} packets/s', rate)
        ELSE format('{:,} packets/s', CAST(round(rate) AS BIGINT))
    END;
