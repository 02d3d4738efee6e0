-- title: Containers that network namespaces belonged to
-- description: One row for each network namespace of a container at the end of the recording. In
--   other views it has the label as its name, unless somebody named it in /run/netns.
-- needs: _metadata
-- column: trace                Number of the file.
-- column: netns                Its label: the pod, else the name, else the short id.
-- column: inode                Inode of the network namespace.
-- column: container            Name of the container; NULL where no file of its runtime names it.
-- column: pod                  Kubernetes pod, as NAMESPACE/NAME; NULL for none.
-- column: id                   Its id, 64 hexadecimal digits.
-- cost: the footers of the files alone
CREATE VIEW containers AS
WITH
    list AS (
        SELECT trace, TRY_CAST(max(value) AS JSON) AS containers
        FROM _metadata
        WHERE key = 'skbtrail.containers'
        GROUP BY trace
    ),
    item AS (
        SELECT trace, unnest(CAST(containers AS JSON[])) AS container
        FROM list
        WHERE json_type(containers) = 'ARRAY'
    )
SELECT
    trace,
    container ->> 'label' AS netns,
    TRY_CAST(container ->> 'netns' AS BIGINT) AS inode,
    container ->> 'container' AS container,
    container ->> 'pod' AS pod,
    container ->> 'id' AS id
FROM item;
