package dev.skbtrail.recorder.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import java.util.LinkedHashMap;
import java.util.Map;

/** One compiled file of {@code bpf/}: opened, configured, loaded, closed. */
public final class BpfObject implements AutoCloseable {
    private final Memory file;
    private final Pointer object;
    private final Map<String, BpfProgram> programs = new LinkedHashMap<>();

    private BpfObject(Memory file, Pointer object) {
        this.file = file;
        this.object = object;
        LibBpf bpf = Natives.bpf();
        for (Pointer p = bpf.bpf_object__next_program(object, null);
                p != null;
                p = bpf.bpf_object__next_program(object, p)) {
            programs.put(bpf.bpf_program__name(p), new BpfProgram(object, p));
        }
    }

    /**
     * @param elf the file's bytes
     */
    public static BpfObject open(byte[] elf) {
        Memory file = new Memory(elf.length);
        file.write(0, elf, 0, elf.length);
        BpfLog.take();
        Pointer object = Natives.bpf().bpf_object__open_mem(file, new SizeT(elf.length), null);
        return new BpfObject(file, Natives.checkPointer("bpf_object__open", object));
    }

    /** Finds a program by the name of its C function. */
    public BpfProgram program(String name) {
        BpfProgram program = programs.get(name);
        if (program == null) {
            throw new IllegalArgumentException("no such program: " + name);
        }
        return program;
    }

    /** All programs, in the order of the file. */
    public Iterable<BpfProgram> programs() {
        return programs.values();
    }

    /**
     * Overwrites the constants in section {@code .rodata}, which holds {@code struct config};
     * before load.
     */
    public void setConstants(byte[] value) {
        LongByReference size = new LongByReference();
        Pointer memory = Natives.bpf().bpf_map__initial_value(findMap(".rodata"), size);
        if (memory == null || size.getValue() < value.length) {
            throw new IllegalStateException(
                    ".rodata has " + size.getValue() + " bytes, not " + value.length);
        }
        memory.write(0, value, 0, value.length);
    }

    /** Sizes a map; before load. */
    public void setMaxEntries(String map, int entries) {
        Natives.check(
                "bpf_map__set_max_entries",
                Natives.bpf().bpf_map__set_max_entries(findMap(map), entries));
    }

    /**
     * Loads every program that is marked for loading. A refusal includes the verifier's message.
     */
    public void load() {
        int result = Natives.bpf().bpf_object__load(object);
        if (result < 0) {
            throw new BpfLoadException(
                    new NativeException("bpf_object__load", -result), BpfLog.take());
        }
    }

    /** A map; after load. */
    public BpfMap map(String name) {
        return new BpfMap(Natives.check("bpf_map__fd", Natives.bpf().bpf_map__fd(findMap(name))));
    }

    private Pointer findMap(String name) {
        return Natives.checkPointer(
                "map " + name, Natives.bpf().bpf_object__find_map_by_name(object, name));
    }

    @Override
    public void close() {
        Natives.bpf().bpf_object__close(object);
        file.close();
    }
}
