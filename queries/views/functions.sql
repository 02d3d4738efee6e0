-- title: Functions and what they mean
-- description: One row per function, tracepoint and hook in bpf/catalogue; the comment at the top
--   of that file explains the terms. The stage says where in the stack a packet is when it enters
--   the function; the last stage of a packet decides its fate (packets.fate). A function that does
--   not move the packet on has no stage.
-- needs: _functions
-- column: function             As in events.
-- column: stage                receive, netfilter, deliver (to a socket), send, transmit (by a
--   device), free; or NULL.
-- column: roles                How reports use it, separated by commas: ends merged, hook: NAT; or
--   NULL.
-- column: meaning              One line.
-- cost: none
CREATE VIEW functions AS
SELECT function, stage, roles, meaning FROM _functions;
