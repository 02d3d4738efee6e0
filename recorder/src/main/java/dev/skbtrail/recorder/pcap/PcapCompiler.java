package dev.skbtrail.recorder.pcap;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.skbtrail.recorder.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Compiles an expression of pcap-filter(7) to a classic BPF program, with libpcap. */
public final class PcapCompiler {
    private static final int DLT_EN10MB = 1;
    private static final int SNAP_LENGTH = 262_144;
    private static final int PCAP_NETMASK_UNKNOWN = 0xffffffff;

    /** {@code struct bpf_program}: count, then address of the instructions. */
    private static final int PROGRAM = 16;

    private static final int INSTRUCTIONS = 8;
    private static final int INSTRUCTION = 8;

    /**
     * libpcap walks the parsed expression recursively, one level per term; a stack overflow in
     * native code would kill the process.
     */
    private static final int LONGEST = 16_384;

    private static final long STACK = 256L << 20;

    private PcapCompiler() {}

    /**
     * Version of the installed libpcap, such as 1.10.3.
     *
     * @throws UserException when it is not installed
     */
    public static String libraryVersion() {
        String words = library().pcap_lib_version();
        return words.replaceFirst("^libpcap version ", "").replaceFirst(" .*", "");
    }

    /**
     * Compiles for Ethernet frames.
     *
     * @throws IllegalArgumentException with libpcap's error message, in one line
     * @throws UserException when libpcap is not installed
     */
    static List<ClassicInstruction> compile(String expression) {
        requireText(expression);
        LibPcap library = library();
        CompletableFuture<List<ClassicInstruction>> result = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        null,
                        () -> result.completeAsync(() -> run(library, expression), Runnable::run),
                        "pcap-compiler",
                        STACK);
        thread.setDaemon(true);
        thread.start();
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private static void requireText(String expression) {
        if (expression.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a filter expression of %,d characters, but at most %,d are taken: use networks (net 10.0.0.0/8) or --host"
                            .formatted(expression.length(), LONGEST));
        }
        if (expression.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
            throw new IllegalArgumentException("control characters in the filter expression");
        }
    }

    private static List<ClassicInstruction> run(LibPcap library, String expression) {
        Pointer handle = library.pcap_open_dead(DLT_EN10MB, SNAP_LENGTH);
        if (handle == null) {
            throw new UserException("libpcap has no memory: free some and try again");
        }
        try (Memory program = new Memory(PROGRAM)) {
            int result = library.pcap_compile(handle, program, expression, 1, PCAP_NETMASK_UNKNOWN);
            if (result != 0) {
                throw new IllegalArgumentException(
                        Refusal.of(expression, library.pcap_geterr(handle)));
            }
            List<ClassicInstruction> instructions = read(program);
            library.pcap_freecode(program);
            return instructions;
        } finally {
            library.pcap_close(handle);
        }
    }

    private static List<ClassicInstruction> read(Pointer program) {
        Pointer first = program.getPointer(INSTRUCTIONS);
        List<ClassicInstruction> instructions = new ArrayList<>();
        for (int i = 0; i < program.getInt(0); i++) {
            long at = (long) i * INSTRUCTION;
            instructions.add(
                    new ClassicInstruction(
                            first.getShort(at),
                            Byte.toUnsignedInt(first.getByte(at + 2)),
                            Byte.toUnsignedInt(first.getByte(at + 3)),
                            first.getInt(at + 4)));
        }
        return instructions;
    }

    private static LibPcap library() {
        try {
            return Loaded.LIBRARY;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            // The second exception is thrown by every use after the first.
            throw new UserException(
                    "filter expressions need libpcap.so.0.8, which cannot be loaded: install it"
                            + " (Debian, Ubuntu: apt install libpcap0.8; Fedora: dnf install"
                            + " libpcap), or use --host, --port and their like");
        }
    }

    private static final class Loaded {
        static final LibPcap LIBRARY =
                Native.load(
                        "libpcap.so.0.8",
                        LibPcap.class,
                        Map.of(com.sun.jna.Library.OPTION_STRING_ENCODING, "UTF-8"));
    }
}
