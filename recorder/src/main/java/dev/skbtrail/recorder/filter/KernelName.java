package dev.skbtrail.recorder.filter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A name that the kernel stores in 16 bytes, of an interface or a command: {@code struct
 * name_filter}.
 *
 * @param text as the user wrote it
 */
public record KernelName(String text) implements Alternative {
    static final int SIZE = 16;

    /** Maximum length: the last byte is 0. */
    private static final int MOST = SIZE - 1;

    /**
     * @throws IllegalArgumentException when no interface could have that name
     */
    public static KernelName ofInterface(String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > MOST) {
            throw new IllegalArgumentException(
                    "'%s' is not an interface name: it has 1 to %d bytes".formatted(text, MOST));
        }
        return new KernelName(text);
    }

    /**
     * A command name. A longer one is cut to its first 15 bytes, as the kernel does.
     *
     * @throws IllegalArgumentException when it is empty
     */
    public static KernelName ofCommand(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "'' is not a command: write a name as 'ps -o comm' shows it");
        }
        return new KernelName(text);
    }

    @Override
    public void write(ByteBuffer out, int at) {
        byte[] name = text.getBytes(StandardCharsets.UTF_8);
        out.put(at, name.length > MOST ? Arrays.copyOf(name, MOST) : name);
    }
}
