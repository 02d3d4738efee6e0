# From queries/schema/event.csv to event.h: the structs that carry an event, and the bits that say what is in them.
BEGIN {
	FS = ","
	structs = "event netfilter route qdisc sock_detail icmp_error tunnel"
	widths = "8 16 32 4 2 6 1" # in this order no member needs padding before it
	has_bits = detail_bits = 0
	bit("HAS", "DETAIL", "detail")
}
NR > 1 { owner = "event"; name = $5; sub(/^[^ ]* /, "", name) }
NR > 1 && $5 !~ /^(int|long) / { member() }
NR > 1 && $6 != "" { presence() }
END { if (!failed) write() }

function fail(words) {
	print "event.csv: column " $1 ": " words > "/dev/stderr"
	failed = 1
	exit 1
}

function among(list, word) { return index(" " list " ", " " word " ") > 0 }

# "__u8 tunnel.saddr[16]" is a member of struct tunnel; one without a struct is of struct event.
function member(    type, size, count, dot, key, declaration) {
	type = $5; sub(/ .*/, "", type)
	count = 1
	if (match(name, /\[[0-9]+\]$/)) {
		count = substr(name, RSTART + 1, RLENGTH - 2)
		name = substr(name, 1, RSTART - 1)
	}
	declaration = name (count > 1 ? "[" count "]" : "")
	if (dot = index(name, ".")) {
		owner = substr(name, 1, dot - 1)
		name = substr(name, dot + 1)
		declaration = substr(declaration, dot + 1)
	}
	if (!among(structs, owner)) fail("there is no struct " owner)
	if (type !~ /^(char|__[us](8|16|32|64))$/) fail("\"" type "\" is not a type of fixed width")
	size = count * (type == "char" ? 1 : substr(type, 4) / 8)
	if (!among(widths, size)) fail("no other member has " size " bytes: the recorder reads members by width")
	key = owner "." name
	declaration = type " " declaration
	if (!(key in declared)) {
		declared[key] = declaration
		members[owner, size] = members[owner, size] " " key
		bytes[owner] += size
	} else if (declared[key] != declaration) {
		fail("another line says \"" declared[key] "\", not \"" declaration "\"")
	}
	# Columns of one member that are there together say the same twice: a number, and its name.
	if (!((key, $6) in said)) words[key] = words[key] (words[key] == "" ? "" : "; ") clause()
	said[key, $6] = 1
}

# What the description begins with, and the unit.
function clause(    i, text) {
	text = $8
	for (i = 9; i <= NF; i++) text = text "," $i
	gsub(/"| \(signed 64 bits\)/, "", text)
	sub(/;.*/, "", text)
	sub(/\. [A-Z].*/, "", text)
	if (length(text) > 70) { text = substr(text, 1, 70); sub(/[ ,]+[^ ]*$/, " ...", text) }
	return text ($4 == "" || index(tolower(text), $4) ? "" : ", " $4)
}

# Struct event and struct tunnel share a word; the members of union detail have another one.
function presence(    i, n, names, word) {
	word = owner == "event" || owner == "tunnel" ? "HAS" : "DETAIL"
	n = split($6, names, "|")
	for (i = 1; i <= n; i++) bit(word, names[i], (owner == "event" ? "" : owner ".") name)
}

function bit(word, name, what,    key) {
	key = word "_" name
	if (!(key in carried)) {
		bits[word, word == "HAS" ? has_bits++ : detail_bits++] = key
		if (has_bits > 60 || detail_bits > 64) fail("there is no bit left for " key)
	}
	if (!among(carried[key], what)) carried[key] = carried[key] (carried[key] == "" ? "" : " ") what
}

function write(    i, n, list) {
	print "/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */"
	print "/*"
	print " * Made by event.awk from queries/schema/event.csv: change that, and make writes this. Every struct has members of"
	print " * fixed width, the widest first, and explicit padding. Numbers are in host byte order, IPv4 addresses are"
	print " * ::ffff:a.b.c.d; what the trace shows as a name is the kernel's number, or one of events.h."
	print " */"
	print "#ifndef SKBTRAIL_EVENT_H\n#define SKBTRAIL_EVENT_H\n"
	print "#include <linux/types.h>\n"
	print "#define FIELDS_MAX 4 /* user columns */\n"
	print "/* event.present: which members of struct event and struct tunnel carry a value. */"
	write_bits("HAS", has_bits)
	for (i = 0; i < 4; i++) define("HAS_FIELD_" i, has_bits + i, "field[" i "]")
	print "\n/* detail.present: the same of the other structs. */"
	write_bits("DETAIL", detail_bits)
	n = split(structs, list, " ")
	for (i = 1; i <= n; i++) write_struct(list[i])
	print "\n#endif"
}

function define(name, number, what) { printf "#define %-22s (1ULL << %2d) /* %s */\n", name, number, what }

function write_bits(word, count,    i, key) {
	for (i = 0; i < count; i++) {
		key = bits[word, i]
		gsub(/ /, ", ", carried[key])
		define(key, i, carried[key])
	}
}

function write_struct(owner,    i, j, n, m, width, keys, size) {
	print "\nstruct " owner " {"
	n = split(widths, width, " ")
	size = bytes[owner]
	if (owner == "event") { write_member("__u64 present", "HAS_*"); size += 8 }
	for (i = 1; i <= n; i++) {
		m = split(members[owner, width[i]], keys, " ")
		for (j = 1; j <= m; j++) write_member(declared[keys[j]], words[keys[j]])
		if (owner == "event" && width[i] == 8) { write_member("__s64 field[FIELDS_MAX]", "User columns, as config says"); size += 32 }
	}
	if (size % 8) write_member("__u8 pad[" 8 - size % 8 "]", "")
	print "};"
}

function write_member(declaration, what) { printf what == "" ? "\t%s\n" : "\t%-24s /* %s */\n", declaration ";", what }
