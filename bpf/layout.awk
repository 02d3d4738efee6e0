# From `bpftool btf dump` to lines of: struct.member offset size (bytes).
function flush() { if (member != "") print struct "." member, at, size - at; member = "" }
/^\[[0-9]+\] (STRUCT|UNION) '/ {
	flush()
	split($0, part, "'"); struct = part[2]
	match($0, /size=[0-9]+/); size = substr($0, RSTART + 5, RLENGTH - 5)
	next
}
/^\[/ { flush(); struct = ""; next }
struct != "" && /bits_offset=/ {
	split($0, part, "'")
	match($0, /bits_offset=[0-9]+/); offset = substr($0, RSTART + 12, RLENGTH - 12) / 8
	if (member != "") print struct "." member, at, offset - at
	member = part[2]; at = offset
}
END { flush() }
