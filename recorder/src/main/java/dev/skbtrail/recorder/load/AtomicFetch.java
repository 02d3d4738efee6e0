package dev.skbtrail.recorder.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Patches the additions of bpf/atomic.bpf.h. As compiled, they load everywhere. Where the kernel
 * supports an addition that returns the old value, they are changed into one before libbpf sees the
 * object.
 */
final class AtomicFetch {
    /**
     * {@code PATCH_FETCH} of bpf/events.h: the marker that says whether the next instruction
     * fetches.
     */
    private static final int PATCH_FETCH = 0x5ab7a121;

    /** {@code BPF_ALU64 | BPF_MOV | BPF_K} and {@code BPF_STX | BPF_DW | BPF_ATOMIC}. */
    private static final byte MOVE = (byte) 0xb7;

    private static final byte ATOMIC = (byte) 0xdb;

    /**
     * {@code BPF_ADD | BPF_FETCH}, the operation of an atomic instruction; a plain addition has 0.
     */
    private static final int ADD_AND_FETCH = 1;

    private static final int YES = 1;
    private static final int IMMEDIATE = 4;

    private AtomicFetch() {}

    /**
     * @param elf an object's bytes
     * @return a copy whose marked additions fetch
     */
    static byte[] enable(byte[] elf) {
        ByteBuffer enabled = ByteBuffer.wrap(elf.clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 2 * Long.BYTES <= elf.length; at += Long.BYTES) {
            int next = at + Long.BYTES;
            if (enabled.getInt(at + IMMEDIATE) == PATCH_FETCH
                    && enabled.get(at) == MOVE
                    && enabled.get(next) == ATOMIC) {
                enabled.putInt(at + IMMEDIATE, YES);
                enabled.putInt(next + IMMEDIATE, ADD_AND_FETCH);
            }
        }
        return enabled.array();
    }
}
