-- kind: netfilter
-- says: QUEUE by rule 9 instead of ACCEPT by rule
UPDATE event SET nf_rule = 9, verdict = 'QUEUE' WHERE nf_rule = 3 AND one_in(packet, 8, 'queue');
