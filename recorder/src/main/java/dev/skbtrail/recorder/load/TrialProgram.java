package dev.skbtrail.recorder.load;

import dev.skbtrail.recorder.libbpf.BpfLoadException;
import dev.skbtrail.recorder.libbpf.BpfObject;
import dev.skbtrail.recorder.libbpf.BpfProgram;
import dev.skbtrail.recorder.libbpf.NativeException;

/** The smallest programs of each kind, {@code bpf/capability.bpf.c}: what does this kernel take? */
public final class TrialProgram {
    private static final String FILE = "capability.bpf.o";

    private TrialProgram() {}

    /**
     * Loads one of them, as it is.
     *
     * @throws BpfLoadException when the verifier refuses it
     */
    public static BpfObject load(String name) {
        return load(open(name));
    }

    /**
     * @param function that it is to be attached to
     */
    public static BpfObject loadFor(String name, String function) {
        BpfObject object = open(name);
        object.program(name).setTarget(function);
        return load(object);
    }

    /**
     * @param type {@code BPF_PROG_TYPE_*}
     * @param attachType {@code BPF_*} that says where it will be attached
     */
    public static BpfObject loadAs(String name, int type, int attachType) {
        BpfObject object = open(name);
        object.program(name).setType(type, attachType);
        return load(object);
    }

    /**
     * Whether an atomic addition may return the old value. Before 5.12 the verifier refuses it;
     * later some architectures' JIT compilers did.
     */
    static boolean fetches() {
        try {
            load("fetch_works").close();
            return true;
        } catch (NativeException | BpfLoadException e) {
            return false;
        }
    }

    private static BpfObject open(String name) {
        BpfObject object = BpfObject.open(KernelSide.read(FILE));
        for (BpfProgram program : object.programs()) {
            program.setAutoload(program.name().equals(name));
        }
        return object;
    }

    private static BpfObject load(BpfObject object) {
        try {
            object.load();
            return object;
        } catch (RuntimeException e) {
            object.close();
            throw e;
        }
    }
}
