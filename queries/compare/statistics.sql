-- Macros of skbtrail compare: tests of two proportions and what they need. Where a macro says
-- packets, it may be what many packets of few flows are worth (design_effect).
-- macro: normal_tail(z)
-- description: Probability of more than z, for z >= 0, of a standard normal variable. Below 3 the
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
-- description: Logarithm of the probability that i of k chosen ones are of the first n1, the others
--   of n2.
CREATE MACRO log_hypergeometric(i, k, n1, n2) AS
    log_choose(n1, i) + log_choose(n2, k - i) - log_choose(n1 + n2, k);

-- macro: fisher_test(x1, n1, x2, n2)
-- description: Fisher's exact test, two-sided: probability of x1 of n1 and x2 of n2, or of what is
--   as unlikely, when both have the same rate and x1 + x2 are given.
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
-- description: What one cell of a table adds to the statistic G.
CREATE MACRO deviance(observed, expected) AS
    CASE WHEN observed > 0 THEN 2 * observed * ln(observed / expected) ELSE 0 END;

-- macro: g_test(x1, n1, x2, n2)
-- description: The same by the likelihood ratio (G, one degree of freedom), for large counts.
CREATE MACRO g_test(x1, n1, x2, n2) AS
    2 * normal_tail(sqrt(greatest(0,
        deviance(x1, CAST(n1 AS DOUBLE) * (x1 + x2) / (n1 + n2))
        + deviance(x2, CAST(n2 AS DOUBLE) * (x1 + x2) / (n1 + n2))
        + deviance(n1 - x1, CAST(n1 AS DOUBLE) * (n1 + n2 - x1 - x2) / (n1 + n2))
        + deviance(n2 - x2, CAST(n2 AS DOUBLE) * (n1 + n2 - x1 - x2) / (n1 + n2)))));

-- macro: proportion_test(x1, n1, x2, n2)
-- description: p of two rates: exact where fewer than 200 have it, or have it not, else by G.
CREATE MACRO proportion_test(x1, n1, x2, n2) AS
    CASE
        WHEN n1 = 0 OR n2 = 0 OR x1 + x2 = 0 OR x1 + x2 = n1 + n2 THEN 1
        WHEN least(x1 + x2, n1 + n2 - x1 - x2) < 200 THEN fisher_test(x1, n1, x2, n2)
        ELSE g_test(x1, n1, x2, n2)
    END;

-- macro: attainable(k, n1, n2)
-- description: The least p that k packets of n1 and n2 could have had, if all were of one trace.
--   What cannot be below the level of the test does not count as a test (Tarone 1990).
CREATE MACRO attainable(k, n1, n2) AS
    CASE
        WHEN n1 = 0 OR n2 = 0 THEN 1
        ELSE exp(least(
            log_hypergeometric(greatest(0, k - n2), k, n1, n2),
            log_hypergeometric(least(k, n1), k, n1, n2)))
    END;

-- macro: design_effect(flows, n, nn, x, xx, xn)
-- description: How many packets are worth one, for packets of a flow share their fate: variance of
--   the rate between flows over that between packets (Rao and Scott 1992), at least 1. Of flows
--   with n packets and x that have it, nn, xx and xn are the sums of n * n, x * x and x * n.
CREATE MACRO design_effect(flows, n, nn, x, xx, xn) AS
    CASE
        WHEN flows < 2 OR x = 0 OR x = n THEN 1
        ELSE greatest(1,
            flows / (flows - 1) * (xx - 2 * (x / n) * xn + (x / n) * (x / n) * nn)
                / (x * (1 - x / n)))
    END;

-- macro: first_visible(n1, n2, level)
-- description: Of n2 packets, how many have to have what none of n1 has, for p to be below a level.
CREATE MACRO first_visible(n1, n2, level) AS
    list_filter(range(1, CAST(least(n2, 2000) AS BIGINT) + 1),
        lambda x: exp(log_hypergeometric(0, x, n1, n2)) <= level)[1];

-- macro: among_name(scope, strata, stratum)
-- description: Of which traffic packets are, in words.
CREATE MACRO among_name(scope, strata, stratum) AS
    CASE
        WHEN scope = 'all' THEN NULL
        WHEN strata = 1 THEN stratum
        ELSE format('{:,} services that both traces have', strata)
    END;

-- macro: share_name(s)
-- description: How many packets of one side have what was looked for, in words. Of s are x of n
--   packets, having of flows.
CREATE MACRO share_name(s) AS
    format('{:,} of {:,} packets, {:.3g} %; {:,} of {:,} flows', CAST(s.x AS BIGINT),
        CAST(s.n AS BIGINT), 100 * s.x / s.n, CAST(s.having AS BIGINT), CAST(s.flows AS BIGINT));

-- macro: times_name(q, count)
-- description: Percentiles of one side, in words. Of q are the median, the 90th and the 99th.
CREATE MACRO times_name(q, count) AS
    'median ' || duration_name(q[1]) || ', p90 ' || duration_name(q[2]) || ', p99 '
    || duration_name(q[3]) || format(' of {:,} times', count);

-- macro: examples_name(packets)
-- description: Numbers of packets as their own trace has them; of several traces on a side with the
--   file, by the variable file_names.
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
-- description: Packets in a second, in words.
CREATE MACRO rate_name(rate) AS
    CASE
        WHEN rate < 100 THEN format('{:.3g} packets/s', rate)
        ELSE format('{:,} packets/s', CAST(round(rate) AS BIGINT))
    END;
