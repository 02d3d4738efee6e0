package dev.skbtrail.recorder;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Which build of the recorder this is. */
public final class Build {
    private static final List<String> OBJECTS =
            List.of("capability.bpf.o", "restricted.bpf.o", "trace.bpf.o");
    private static final int SHOWN = 5;

    private Build() {}

    /** Its version and its commit, as a trace names its recorder. */
    public static String name() {
        return version() + " (" + commit() + ")";
    }

    /** "unknown" when run from unpackaged classes. */
    public static String version() {
        String version = Build.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    /** "unknown" when built from a tree without git. */
    public static String commit() {
        return Resources.text("/commit").strip();
    }

    /**
     * The beginning of the SHA-256 of all kernel programs: two builds with the same load the same.
     */
    public static String kernelPrograms() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            OBJECTS.forEach(object -> digest.update(Resources.bytes("/bpf/" + object)));
            return HexFormat.of().formatHex(digest.digest(), 0, SHOWN);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
