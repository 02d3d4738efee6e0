package dev.skbtrail.recorder.kernel;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where a user column's value is in the running kernel: {@code struct field} of bpf/events.h.
 *
 * @param name of the column
 * @param path as the user wrote it: skb->sk->sk_rcvbuf
 * @param fromSharedInfo the path begins at the packet's struct skb_shared_info
 * @param offsets of each pointer in the preceding structure, then of the member; bytes
 * @param size bytes to read there: 1, 2, 4 or 8
 * @param shift position of the lowest bit within them
 * @param bits width of the member in bits
 * @param signed whether the highest of them is the sign
 */
public record KernelField(
        String name,
        String path,
        boolean fromSharedInfo,
        List<Integer> offsets,
        int size,
        int shift,
        int bits,
        boolean signed) {
    /** Size of struct field, bytes. */
    public static final int SIZE = 40;

    /** {@code FIELD_POINTERS}. */
    public static final int POINTERS = 7;

    private static final int ROOT = (POINTERS + 1) * Integer.BYTES;

    public KernelField {
        offsets = List.copyOf(offsets);
    }

    /** Writes {@code struct field} into a zeroed buffer in native byte order. */
    public void write(ByteBuffer out, int at) {
        for (int i = 0; i < offsets.size(); i++) {
            out.putInt(at + i * Integer.BYTES, offsets.get(i));
        }
        out.put(at + ROOT, (byte) (fromSharedInfo ? 1 : 0));
        out.put(at + ROOT + 1, (byte) (offsets.size() - 1));
        out.put(at + ROOT + 2, (byte) size);
        out.put(at + ROOT + 3, (byte) shift);
        out.put(at + ROOT + 4, (byte) bits);
        out.put(at + ROOT + 5, (byte) (signed ? 1 : 0));
    }
}
