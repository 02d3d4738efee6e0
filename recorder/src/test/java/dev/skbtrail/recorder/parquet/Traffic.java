package dev.skbtrail.recorder.parquet;

import dev.skbtrail.recorder.event.ColumnBatch;
import dev.skbtrail.recorder.event.ColumnSource;
import dev.skbtrail.recorder.event.Storage;
import dev.skbtrail.recorder.event.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Synthetic traffic that resembles function-entry events of a busy host: some flows, packets of 17
 * to 36 events, four CPUs whose rings are drained one after the other. Every column has a source;
 * those of netfilter, tunnels, lineage and losses never have a value.
 */
final class Traffic {
    private static final int CPUS = 4;
    private static final int DRAINED = 512;
    private static final long MAC = 0x0000525400120000L;

    private static final long PACKET = 1L << 0;
    private static final long SEQ = 1L << 1;
    private static final long FUNCTION = 1L << 2;
    private static final long LINEAGE = 1L << 3;
    private static final long RETVAL = 1L << 4;
    private static final long VERDICT = 1L << 5;
    private static final long DROP = 1L << 6;
    private static final long REASON = 1L << 7;
    private static final long HEAD = 1L << 8;
    private static final long SOCK = 1L << 9;
    private static final long COOKIE = 1L << 10;
    private static final long NETNS = 1L << 11;
    private static final long DEV = 1L << 12;
    private static final long IIF = 1L << 13;
    private static final long TASK = 1L << 14;
    private static final long SKB = 1L << 15;
    private static final long GSO = 1L << 16;
    private static final long LINK = 1L << 17;
    private static final long ETHERTYPE = 1L << 18;
    private static final long VLAN = 1L << 19;
    private static final long ADDRESS = 1L << 20;
    private static final long IP = 1L << 21;
    private static final long IP_ID = 1L << 22;
    private static final long FRAGMENT = 1L << 23;
    private static final long PORTS = 1L << 24;
    private static final long TCP = 1L << 25;
    private static final long ICMP = 1L << 26;
    private static final long ECHO = 1L << 27;
    private static final long GRE_KEY = 1L << 28;
    private static final long ESP_SPI = 1L << 29;
    private static final long PAYLOAD = 1L << 30;
    private static final long NF = 1L << 31;
    private static final long LOSS = 1L << 37;

    private static final long ALWAYS_THERE =
            PACKET | SEQ | FUNCTION | HEAD | NETNS | TASK | SKB | ETHERTYPE | ADDRESS | IP | IP_ID
                    | PORTS | TCP | PAYLOAD;

    private final List<ColumnSource> sources = new ArrayList<>();
    private int ints;
    private int longs;
    private int wides;

    private final int packet = number("packet", Storage.LONG, PACKET);
    private final int ts = number("ts", Storage.LONG, 0);
    private final int cpu = number("cpu", Storage.INT, 0);
    private final int kind = text("kind", Storage.INT, 0, (h, v) -> v == 1 ? "entry" : "return");
    private final int function = text("function", Storage.INT, FUNCTION, (h, v) -> "function_" + v);
    private final int seq = number("seq", Storage.INT, SEQ);
    private final int retval = number("retval", Storage.LONG, RETVAL);
    private final int verdict =
            shared("verdict", Storage.LONG, retval, VERDICT, (h, v) -> v == 1 ? "ACCEPT" : "DROP");
    private final int reason = number("drop_reason_id", Storage.INT, REASON);
    private final int dropAddress = number("drop_address", Storage.LONG, DROP);
    private final int skb = number("skb", Storage.LONG, PACKET);
    private final int head = number("skb_head", Storage.LONG, HEAD);
    private final int sock = number("sock", Storage.LONG, SOCK);
    private final int cookie = number("sock_cookie", Storage.LONG, COOKIE);
    private final int netns = number("netns", Storage.INT, NETNS);
    private final int ifindex = number("ifindex", Storage.INT, DEV);
    private final int ifname = text("ifname", Storage.WIDE, DEV, Traffic::name);
    private final int iif = number("iif", Storage.INT, IIF);
    private final int pid = number("pid", Storage.INT, TASK);
    private final int tid = number("tid", Storage.INT, TASK);
    private final int comm = text("comm", Storage.WIDE, TASK, Traffic::name);
    private final int len = number("len", Storage.INT, SKB);
    private final int hash = number("hash", Storage.INT, SKB);
    private final int queue = number("queue", Storage.INT, SKB);
    private final int srcMac = text("src_mac", Storage.LONG, LINK, (h, v) -> Long.toHexString(v));
    private final int dstMac = text("dst_mac", Storage.LONG, LINK, (h, v) -> Long.toHexString(v));
    private final int saddr = text("saddr", Storage.WIDE, ADDRESS, Traffic::address);
    private final int daddr = text("daddr", Storage.WIDE, ADDRESS, Traffic::address);
    private final int ipId = number("ip_id", Storage.INT, IP_ID);
    private final int ipLen = number("ip_len", Storage.INT, IP);
    private final int ttl = number("ttl", Storage.INT, IP);
    private final int sport = number("sport", Storage.INT, PORTS);
    private final int dport = number("dport", Storage.INT, PORTS);
    private final int flags = text("tcp_flags", Storage.INT, TCP, (h, v) -> "flags " + v);
    private final int tcpSeq = number("tcp_seq", Storage.INT, TCP);
    private final int tcpAck = number("tcp_ack", Storage.INT, TCP);
    private final int window = number("tcp_window", Storage.INT, TCP);
    private final int payload = number("payload_len", Storage.INT, PAYLOAD);
    private final int zero = restOfTheSchema();

    private final SplittableRandom random;
    private final Cpu[] cpus = new Cpu[CPUS];
    private final int flows;
    private final int[] tcpSeqs;
    private int turn;

    Traffic(long seed, int flows) {
        random = new SplittableRandom(seed);
        this.flows = flows;
        tcpSeqs = random.ints(flows).toArray();
        for (int i = 0; i < CPUS; i++) {
            cpus[i] = new Cpu(i);
        }
    }

    List<ColumnSource> sources() {
        return sources;
    }

    ColumnBatch batch(int rows) {
        return new ColumnBatch(rows, ints, longs, wides);
    }

    void fill(ColumnBatch batch) {
        batch.clear();
        while (!batch.isFull()) {
            Cpu next = cpus[turn++ % CPUS];
            for (int i = 0; i < DRAINED && !batch.isFull(); i++) {
                next.event(batch, batch.nextRow());
            }
        }
    }

    private int restOfTheSchema() {
        int shared = ints++;
        number("data_len", SKB, shared);
        number("mark", SKB, shared);
        number("priority", SKB, shared);
        shared("pkt_type", Storage.INT, shared, SKB, (h, v) -> "host");
        shared("ethertype", Storage.INT, shared, ETHERTYPE, (h, v) -> "IPv4");
        number("ip_version", ADDRESS, shared);
        shared("protocol", Storage.INT, shared, ADDRESS, (h, v) -> "TCP");
        number("tos", IP, shared);
        shared("netns_name", Storage.INT, netns, NETNS, (h, v) -> "ns" + v);
        shared("drop_reason", Storage.INT, reason, REASON, (h, v) -> "REASON_" + v);
        shared("drop_location", Storage.LONG, dropAddress, DROP, (h, v) -> "f+0x" + v);
        number("gso_size", GSO, shared);
        number("gso_segs", GSO, shared);
        shared("gso_type", Storage.INT, shared, GSO, (h, v) -> "TCPV4");
        number("vlan_id", VLAN, shared);
        number("frag_off", FRAGMENT, shared);
        number("icmp_type", ICMP, shared);
        number("icmp_code", ICMP, shared);
        number("icmp_id", ECHO, shared);
        number("icmp_seq", ECHO, shared);
        number("gre_key", GRE_KEY, shared);
        number("esp_spi", ESP_SPI, shared);
        number("parent", LINEAGE, shared);
        shared("lineage", Storage.INT, shared, LINEAGE, (h, v) -> "clone");
        shared("nf_family", Storage.INT, shared, NF, (h, v) -> "ipv4");
        shared("nf_hook", Storage.INT, shared, NF, (h, v) -> "INPUT");
        number("lost", LOSS, shared);
        return shared;
    }

    private int number(String column, Storage storage, long present) {
        return text(column, storage, present, null);
    }

    private void number(String column, long present, int index) {
        sources.add(new ColumnSource(column, Storage.INT, index, present, null));
    }

    private int text(String column, Storage storage, long present, ValueText text) {
        int index =
                switch (storage) {
                    case INT -> ints++;
                    case LONG -> longs++;
                    case WIDE -> wides++;
                };
        return shared(column, storage, index, present, text);
    }

    private int shared(String column, Storage storage, int index, long present, ValueText text) {
        sources.add(new ColumnSource(column, storage, index, present, text));
        return index;
    }

    private static String name(long high, long low) {
        return "name" + Long.toHexString(high ^ low);
    }

    private static String address(long high, long low) {
        return "10." + (low >> 16 & 255) + "." + (low >> 8 & 255) + "." + (low & 255);
    }

    /** Handles one packet after the other, as a softirq does. */
    private final class Cpu {
        private final int number;
        private long now = 1_790_000_000_000_000_000L;
        private long packets;
        private int position;
        private int events;
        private int flow;
        private int path;
        private long address;
        private int length;
        private int identification;

        Cpu(int number) {
            this.number = number;
        }

        private void nextPacket() {
            packets++;
            position = 0;
            events = random.nextInt(17, 37);
            flow = random.nextInt(flows);
            path = flow % 8 * 40;
            address = 0xffff_8880_0000_0000L | (long) random.nextInt(64) << 8;
            length = random.nextInt(10) < 6 ? 1448 : random.nextInt(0, 1448);
            tcpSeqs[flow] += length;
            identification = random.nextInt(1 << 16);
            now += random.nextInt(500, 20_000);
        }

        void event(ColumnBatch b, int row) {
            if (position == events) {
                nextPacket();
            }
            now += random.nextInt(60, 700);
            boolean returns = position % 6 == 5;
            boolean last = position == events - 1;
            b.present[row] =
                    ALWAYS_THERE
                            | (position > 3 ? DEV | LINK : 0)
                            | (flow % 2 == 0 ? SOCK | COOKIE : IIF)
                            | (returns ? RETVAL : 0)
                            | (position == 11 ? VERDICT : 0)
                            | (last && flow % 16 == 0 ? DROP | REASON : 0);
            event(b, row, returns);
            header(b, row);
            position++;
        }

        private void event(ColumnBatch b, int row, boolean returns) {
            b.longs[packet][row] = packets * CPUS + number + 1;
            b.longs[ts][row] = now;
            b.ints[cpu][row] = number;
            b.ints[kind][row] = returns ? 2 : 1;
            b.ints[function][row] = (path + position) % 60 * 2 + (returns ? 1 : 0);
            b.ints[seq][row] = position;
            b.longs[retval][row] = position == 11 ? 1 : 0;
            b.ints[reason][row] = 5;
            b.longs[dropAddress][row] = 0xffff_ffff_8100_0000L + path;
            b.longs[skb][row] = address;
            b.longs[head][row] = address << 4;
            b.longs[sock][row] = address + flow * 4096L;
            b.longs[cookie][row] = flow;
            b.ints[netns][row] = 0xf000_0000 + flow % 3;
            b.ints[pid][row] = 1000 + number;
            b.ints[tid][row] = 1000 + number;
            b.wideHigh[comm][row] = number;
            b.wideLow[comm][row] = flow % 4;
        }

        private void header(ColumnBatch b, int row) {
            b.ints[ifindex][row] = 2 + flow % 2;
            b.wideHigh[ifname][row] = 0x6574_6830L + flow % 2;
            b.wideLow[ifname][row] = 0;
            b.ints[iif][row] = 2;
            b.ints[len][row] = length + (position > 4 ? 52 : 66);
            b.ints[hash][row] = flow * 0x9E37_79B9;
            b.ints[queue][row] = number;
            b.longs[srcMac][row] = MAC + flow % 2;
            b.longs[dstMac][row] = MAC + 7;
            b.wideHigh[saddr][row] = 0;
            b.wideLow[saddr][row] = 0xffff_0a00_0000L + flow;
            b.wideHigh[daddr][row] = 0;
            b.wideLow[daddr][row] = 0xffff_0a01_0000L + flow % 8;
            b.ints[ipId][row] = identification;
            b.ints[ipLen][row] = length + 52;
            b.ints[ttl][row] = 64 - (position > 14 ? 1 : 0);
            b.ints[sport][row] = 1024 + flow % 60_000;
            b.ints[dport][row] = 443;
            b.ints[flags][row] = length == 1448 ? 16 : 24;
            b.ints[tcpSeq][row] = tcpSeqs[flow];
            b.ints[tcpAck][row] = flow * 77_777;
            b.ints[window][row] = 501 + flow % 5;
            b.ints[payload][row] = length;
            b.ints[zero][row] = 0;
        }
    }
}
