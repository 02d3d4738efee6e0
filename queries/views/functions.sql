-- title: Functions and what they mean
-- description: One row per function, tracepoint and hook in bpf/catalogue, whose head explains
--   the words. The stage says where a packet is that enters the function; the last stage of a
--   packet decides its fate (packets.fate). A function that works for a packet without moving it
--   has no stage.
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
