package dev.skbtrail.recorder.load;

import dev.skbtrail.recorder.libbpf.BpfLoadException;
import dev.skbtrail.recorder.libbpf.BpfObject;
import dev.skbtrail.recorder.libbpf.BpfProgram;
import dev.skbtrail.recorder.libbpf.NativeException;

/**
 * Minimal programs of each kind, {@code bpf/capability.bpf.c}: they show what this kernel accepts.
 */
public final class TrialProgram {
    private static final String FILE = "capability.bpf.o";

    private TrialProgram() {}

    /**
     * Loads one of them unchanged.
     *
     * @throws BpfLoadException when the verifier refuses it
     */
    public static BpfObject load(String name) {
        return load(open(name));
    }

    /**
     * @param function the function that it will be attached to
     */
    public static BpfObject loadFor(String name, String function) {
        BpfObject object = open(name);
        object.program(name).setTarget(function);
        return load(object);
    }

    /**
     * @param type {@code BPF_PROG_TYPE_*}
     * @param attachType {@code BPF_*} constant for where it will be attached
     */
    public static BpfObject loadAs(String name, int type, int attachType) {
        BpfObject object = open(name);
        object.program(name).setType(type, attachType);
        return load(object);
    }

    /**
     * Whether an atomic addition can return the old value. Before 5.12 the verifier refuses it;
     * some architectures' JIT compilers refused it later too.
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
