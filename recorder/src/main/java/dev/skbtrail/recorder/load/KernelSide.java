package dev.skbtrail.recorder.load;

import dev.skbtrail.recorder.Resources;
import dev.skbtrail.recorder.event.LossCause;
import dev.skbtrail.recorder.filter.AddressList;
import dev.skbtrail.recorder.filter.AddressRange;
import dev.skbtrail.recorder.filter.KernelFilter;
import dev.skbtrail.recorder.filter.Selection;
import dev.skbtrail.recorder.libbpf.BpfObject;
import dev.skbtrail.recorder.libbpf.BpfProgram;
import dev.skbtrail.recorder.libbpf.BpfSystem;
import dev.skbtrail.recorder.libbpf.MappedRing;
import dev.skbtrail.recorder.libbpf.PerCpuCounters;
import dev.skbtrail.recorder.pcap.InstructionBudget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One loaded object of bpf/ with its rings and counters: everything that we have in the kernel
 * except the probes.
 */
public final class KernelSide implements KernelCounters, AutoCloseable {
    /** struct config of bpf/events.h: filter, cpus, filtered, selection, extras, pcap_reach. */
    static final int FILTER_BYTES = 1880;

    static final int SELECTION = FILTER_BYTES + 2 * Integer.BYTES;
    static final int EXTRAS = SELECTION + Selection.SIZE;
    static final int PCAP_REACH = EXTRAS + EventExtras.SIZE;
    static final int CONFIG_BYTES = PCAP_REACH + 2 * Integer.BYTES;

    /** {@code STACK_DEPTH} of bpf/events.h. */
    public static final int STACK_DEPTH = 48;

    /**
     * struct counters of bpf/events.h, in 64-bit words: events, packets, candidates, lost by cause.
     */
    private static final int EVENTS = 0;

    private static final int PACKETS = 1;
    private static final int LOST = 3;
    private static final int COUNTER_WORDS = LOST + LossCause.IN_KERNEL;

    private final BpfObject object;
    private final int cpus;
    private final List<MappedRing> rings = new ArrayList<>();
    private PerCpuCounters counters;

    private KernelSide(BpfObject object, int cpus) {
        this.object = object;
        this.cpus = cpus;
    }

    /**
     * @param file such as trace.bpf.o
     * @param limits sizes of rings and of the tracking table
     * @param filter which packets
     * @param choosePrograms marks the programs to load
     */
    public static KernelSide load(
            String file,
            KernelLimits limits,
            KernelFilter filter,
            Consumer<BpfObject> choosePrograms) {
        int cpus = BpfSystem.possibleCpus();
        KernelSide side = new KernelSide(open(file, filter), cpus);
        try {
            side.configure(limits, filter);
            choosePrograms.accept(side.object);
            side.object.load();
            side.makeRings(limits.ringBytes());
            side.fillLists(filter.selection());
            side.counters = new PerCpuCounters(side.object.map("counters"), COUNTER_WORDS, cpus);
            return side;
        } catch (RuntimeException e) {
            side.close();
            throw e;
        }
    }

    private static BpfObject open(String file, KernelFilter filter) {
        byte[] elf = InstructionBudget.fill(read(file), filter.pcap().body());
        return BpfObject.open(TrialProgram.fetches() ? AtomicFetch.enable(elf) : elf);
    }

    private void configure(KernelLimits limits, KernelFilter filter) {
        ByteBuffer config = ByteBuffer.allocate(CONFIG_BYTES).order(ByteOrder.nativeOrder());
        if (filter.criteria() != null) {
            config.put(0, filter.criteria());
        }
        config.putInt(FILTER_BYTES, cpus);
        config.putInt(FILTER_BYTES + Integer.BYTES, filter.criteria() == null ? 0 : 1);
        filter.selection().write(config, SELECTION);
        limits.extras().write(config, EXTRAS);
        config.putInt(PCAP_REACH, filter.pcap().reach());
        object.setConstants(config.array());
        object.setMaxEntries("rings", cpus);
        object.setMaxEntries("lives", limits.trackedPackets());
        object.setMaxEntries("stacks", limits.extras().stacks().entries());
        object.setMaxEntries("stack_numbers", limits.extras().stacks().entries());
        sizeSelection(filter.selection());
    }

    /** Sizes the maps of the selection; unused ones keep their single entry. */
    private void sizeSelection(Selection selection) {
        if (selection.first() > 0) {
            object.setMaxEntries("flows", Selection.MAX_FLOWS);
        }
        lists(selection).forEach((map, list) -> object.setMaxEntries(map, list.ranges().size()));
    }

    private void fillLists(Selection selection) {
        lists(selection)
                .forEach(
                        (map, list) ->
                                object.map(map)
                                        .putKeys(
                                                list.ranges().stream()
                                                        .map(AddressRange::toPrefix)
                                                        .toList()));
    }

    /** The lists that affect the recording, by the name of their map. */
    private static Map<String, AddressList> lists(Selection selection) {
        Map<String, AddressList> lists = new HashMap<>();
        lists.put("allow_list", selection.allow());
        lists.put("deny_list", selection.deny());
        lists.values().removeIf(AddressList::isEmpty);
        return lists;
    }

    private void makeRings(int bytes) {
        for (int cpu = 0; cpu < cpus; cpu++) {
            MappedRing ring = MappedRing.create(bytes);
            rings.add(ring);
            object.map("rings").put(cpu, ring.map());
        }
    }

    /** A loaded program by its name. */
    public BpfProgram program(String name) {
        return object.program(name);
    }

    /** The loaded object. */
    public BpfObject object() {
        return object;
    }

    /** One ring for each possible CPU. */
    public List<MappedRing> rings() {
        return List.copyOf(rings);
    }

    /** Return addresses of a kernel stack, by number, innermost first; null: no such stack. */
    public long[] stack(int id) {
        return object.map("stacks").words(id, STACK_DEPTH);
    }

    @Override
    public int cpus() {
        return cpus;
    }

    /** Suppresses events until it is opened, while only some of the probes are attached. */
    public void setClosed(boolean closed) {
        object.map(".data.closed").set(closed ? 1 : 0);
    }

    /** How often the kernel skipped one of the object's own programs. */
    public long missed() {
        long missed = 0;
        for (BpfProgram program : object.programs()) {
            missed += program.misses();
        }
        return missed;
    }

    @Override
    public void refreshCounters() {
        counters.refresh();
    }

    /** Events put into the ring of a CPU. */
    public long events(int cpu) {
        return counters.get(cpu, EVENTS);
    }

    @Override
    public long packets(int cpu) {
        return counters.get(cpu, PACKETS);
    }

    @Override
    public long lost(int cpu, int cause) {
        return counters.get(cpu, LOST + cause);
    }

    static byte[] read(String file) {
        return Resources.bytes("/bpf/" + file);
    }

    @Override
    public void close() {
        rings.forEach(MappedRing::close);
        if (counters != null) {
            counters.close();
        }
        object.close();
    }
}
