-- title: Probes that the recorder was asked for
-- description: One row for each function, tracepoint or hook, attached or not. Probes that several
--   traces list alike share a row.
-- needs: traces
-- column: function             Kernel function, tracepoint or hook.
-- column: kind                 How it is recorded: entry, call, tracepoint, netfilter, tc ...
-- column: probe_group          Group of the catalogue: rx, ip, route, netfilter, tcp, udp ...
-- column: attached             Was it attached?
-- column: reason               Why it could not be attached; NULL if it was.
-- cost: the footers of the files alone
CREATE VIEW probes AS
SELECT DISTINCT
    item ->> 'function' AS function,
    item ->> 'kind' AS kind,
    item ->> 'group' AS probe_group,
    coalesce(TRY_CAST(item ->> 'attached' AS BOOLEAN), false) AS attached,
    item ->> 'reason' AS reason
FROM (SELECT unnest(CAST(probes AS JSON[])) AS item FROM traces);
