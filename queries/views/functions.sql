-- title: Functions and what they mean
-- description: One row for each function, tracepoint and hook that the program knows, from
--   bpf/catalogue: its head explains the words. The stage says where a packet is that enters it;
--   the last one decides what became of the packet (packets.fate). A function that works for a
--   packet without moving it has none.
-- needs: _functions
-- column: function             As in events.
-- column: stage                receive, netfilter, deliver (to a socket), send, transmit (by a
--   device), free; or NULL.
-- column: roles                What reports do with it, separated by commas: ends merged, hook:
--   NAT; or NULL.
-- column: meaning              One line.
-- cost: none
CREATE VIEW functions AS
SELECT function, stage, roles, meaning FROM _functions;
