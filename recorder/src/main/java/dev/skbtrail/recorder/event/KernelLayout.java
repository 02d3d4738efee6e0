package dev.skbtrail.recorder.event;

import dev.skbtrail.recorder.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the kernel programs put what, as the compiler laid it out: the build lists every struct of
 * bpf/events.h in events.layout, and every bit of the present words.
 */
final class KernelLayout {
    /**
     * One line.
     *
     * @param name {@code struct.member}, or that of a bit
     * @param offset bytes from the start of the struct; of a bit its number
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

    /** Members in the order in which they stand. */
    static List<Member> struct(String name) {
        return MEMBERS.values().stream()
                .filter(member -> member.name().startsWith(name + "."))
                .toList();
    }

    /** {@code HAS_*} of event.present, or {@code DETAIL_*} of detail.present. */
    static long bit(String name) {
        return 1L << member(name).offset();
    }
}
