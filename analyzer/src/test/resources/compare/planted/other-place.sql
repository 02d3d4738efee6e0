-- kind: drops
-- says: Drop NETFILTER_DROP at nf_hook_slow
UPDATE event SET drop_location = 'nf_hook_slow+0x10' WHERE drop_reason = 'NETFILTER_DROP';
