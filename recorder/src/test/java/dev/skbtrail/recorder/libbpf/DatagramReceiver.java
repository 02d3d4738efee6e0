package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/** A Unix datagram socket that receives, as that of systemd does. */
public final class DatagramReceiver implements AutoCloseable {
    private static final int LIMIT_SECONDS = 20;

    /** The functions of the C library that only this test needs. */
    interface Sockets extends Library {
        int bind(int fd, Pointer address, int length);

        int setsockopt(int fd, int level, int option, Pointer value, int length);

        long recv(int fd, byte[] buffer, long length, int flags);
    }

    private static final Sockets C = Native.load("c", Sockets.class);

    private final int fd;

    /**
     * @param path of the socket, or {@code @name}
     */
    public DatagramReceiver(String path) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        fd = Natives.checkErrno("socket", Natives.C.socket(1, 2, 0));
        try (Memory address = Natives.zeroed(2 + name.length);
                Memory limit = Natives.zeroed(2 * Long.BYTES)) {
            address.setShort(0, (short) 1);
            address.write(2, name, 0, name.length);
            if (path.startsWith("@")) {
                address.setByte(2, (byte) 0);
            }
            Natives.checkErrno("bind", C.bind(fd, address, 2 + name.length));
            limit.setLong(0, LIMIT_SECONDS);
            Natives.checkErrno("SO_RCVTIMEO", C.setsockopt(fd, 1, 20, limit, 2 * Long.BYTES));
        }
    }

    /** The next datagram. */
    public String next() {
        byte[] buffer = new byte[4096];
        int length = Natives.checkErrno("recv", (int) C.recv(fd, buffer, buffer.length, 0));
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    /** Whether there is one now. */
    public boolean isEmpty() {
        byte[] buffer = new byte[1];
        int peekNow = 0x42;
        return C.recv(fd, buffer, 1, peekNow) < 0;
    }

    @Override
    public void close() {
        Natives.C.close(fd);
    }
}
