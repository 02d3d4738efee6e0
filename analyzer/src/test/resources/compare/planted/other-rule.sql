-- kind: netfilter
-- says: ACCEPT by rule 7 instead of ACCEPT by rule 3
UPDATE event SET nf_rule = 7 WHERE nf_rule = 3;
