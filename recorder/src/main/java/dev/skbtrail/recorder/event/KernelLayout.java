package dev.skbtrail.recorder.event;

import dev.skbtrail.recorder.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory layout of the BPF programs' structs as chosen by the compiler: the build lists every
 * struct of bpf/events.h, and every bit of the present words, in events.layout.
 */
final class KernelLayout {
    /**
     * One line.
     *
     * @param name {@code struct.member}, or the name of a bit
     * @param offset bytes from the start of the struct; for a bit its number
     * @param size bytes
     */
    record Member(String name, int offset, int size) {}

    private static final Map<String, Member> MEMBERS = new LinkedHashMap<>();

    static {
        for (String line : Resources.text("/bpf/events.layout").split("\n")) {
            String[] cells = line.split(" ");
            MEMBERS.put(
                    cells[0],
                    new Member(cells[0], Integer.parseInt(cells[1]), Integer.parseInt(cells[2])));
        }
    }

    private KernelLayout() {}

    static Member member(String name) {
        Member member = MEMBERS.get(name);
        if (member == null) {
            throw new IllegalStateException("the kernel programs have no " + name);
        }
        return member;
    }

    static int offset(String name) {
        return member(name).offset();
    }

    /** The members of a struct in their order. */
    static List<Member> struct(String name) {
        return MEMBERS.values().stream()
                .filter(member -> member.name().startsWith(name + "."))
                .toList();
    }

    /** A {@code HAS_*} bit of event.present, or a {@code DETAIL_*} bit of detail.present. */
    static long bit(String name) {
        return 1L << member(name).offset();
    }
}
