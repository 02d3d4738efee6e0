package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;

/** Sends to a Unix datagram socket, which Java cannot. */
public final class DatagramPath {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int CLOSE_ON_EXEC = 0x80000;

    /** A full socket of a receiver that hangs must not stop the sender. */
    private static final int DONT_WAIT = 0x40;

    /** {@code struct sockaddr_un}: family, path. */
    private static final int PATH = 2;

    private final int fd;

    private DatagramPath(int fd) {
        this.fd = fd;
    }

    /**
     * @param path of the socket; {@code @name} is one without a file
     * @throws NativeException if the socket does not exist
     */
    public static DatagramPath connect(String path) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        int fd =
                Natives.checkErrno(
                        "socket", Natives.C.socket(AF_UNIX, SOCK_DGRAM | CLOSE_ON_EXEC, 0));
        try (Memory address = Natives.zeroed(PATH + name.length + 1)) {
            address.setShort(0, (short) AF_UNIX);
            address.write(PATH, name, 0, name.length);
            boolean isFile = name[0] != '@';
            if (!isFile) {
                address.setByte(PATH, (byte) 0);
            }
            // Without a file each byte counts, so none may follow the name.
            int length = PATH + name.length + (isFile ? 1 : 0);
            Natives.checkErrno("connect " + path, Natives.C.connect(fd, address, length));
            return new DatagramPath(fd);
        } catch (NativeException e) {
            Natives.C.close(fd);
            throw e;
        }
    }

    /** Whether it was sent; not when no one receives. */
    public boolean send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Natives.C.send(fd, bytes, new SizeT(bytes.length), DONT_WAIT).longValue() >= 0;
    }
}
