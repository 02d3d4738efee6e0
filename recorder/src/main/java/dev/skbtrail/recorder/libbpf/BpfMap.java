package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import java.util.List;

/** A loaded map, by file descriptor. */
public final class BpfMap {
    private static final int TYPE_RINGBUF = 27;

    private final int fd;

    BpfMap(int fd) {
        this.fd = fd;
    }

    /** Creates a BPF_MAP_TYPE_RINGBUF. */
    public static BpfMap ring(int bytes) {
        return new BpfMap(
                Natives.check(
                        "bpf_map_create ring of " + bytes + " bytes",
                        Natives.bpf()
                                .bpf_map_create(TYPE_RINGBUF, "skbtrail_ring", 0, 0, bytes, null)));
    }

    public int fd() {
        return fd;
    }

    /** Puts another map into this map of maps. */
    public void put(int index, BpfMap inner) {
        try (Memory key = Natives.zeroed(Integer.BYTES);
                Memory value = Natives.zeroed(Integer.BYTES)) {
            key.setInt(0, index);
            value.setInt(0, inner.fd);
            Natives.check(
                    "bpf_map_update_elem", Natives.bpf().bpf_map_update_elem(fd, key, value, 0));
        }
    }

    /** Sets the value of a map that has a single 32-bit value. */
    public void set(int value) {
        try (Memory key = Natives.zeroed(Integer.BYTES);
                Memory word = Natives.zeroed(Integer.BYTES)) {
            word.setInt(0, value);
            Natives.check(
                    "bpf_map_update_elem", Natives.bpf().bpf_map_update_elem(fd, key, word, 0));
        }
    }

    /** Inserts each of these keys, all of one size, with the 32-bit value 1. */
    public void putKeys(List<byte[]> keys) {
        if (keys.isEmpty()) {
            return;
        }
        try (Memory key = Natives.zeroed(keys.get(0).length);
                Memory value = Natives.zeroed(Integer.BYTES)) {
            value.setInt(0, 1);
            for (byte[] bytes : keys) {
                key.write(0, bytes, 0, bytes.length);
                Natives.check(
                        "bpf_map_update_elem",
                        Natives.bpf().bpf_map_update_elem(fd, key, value, 0));
            }
        }
    }

    /**
     * Reads one value of an array into {@code to}.
     *
     * @param to as large as the value, times the number of possible CPUs for a per-CPU map
     */
    public void read(int index, Memory to) {
        try (Memory key = Natives.zeroed(Integer.BYTES)) {
            key.setInt(0, index);
            Natives.check("bpf_map_lookup_elem", Natives.bpf().bpf_map_lookup_elem(fd, key, to));
        }
    }

    /** The 64-bit words of one value; null when the map has no such key. */
    public long[] words(int key, int words) {
        try (Memory number = Natives.zeroed(Integer.BYTES);
                Memory value = Natives.zeroed(words * Long.BYTES)) {
            number.setInt(0, key);
            int result = Natives.bpf().bpf_map_lookup_elem(fd, number, value);
            return result < 0 ? null : value.getLongArray(0, words);
        }
    }

    public void close() {
        Natives.C.close(fd);
    }
}
