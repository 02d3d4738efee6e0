package dev.skbtrail.recorder.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skbtrail.recorder.JsonText;
import dev.skbtrail.recorder.libbpf.AttachedPrograms;
import dev.skbtrail.recorder.libbpf.BpfProgram;
import dev.skbtrail.recorder.libbpf.NativeException;
import dev.skbtrail.recorder.libbpf.NetnsThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tc filters at the two hooks where they can drop a packet, and the programs attached there as
 * tcx links. tc shows the filters of one device and hook at a time, and its output does not name
 * these.
 */
final class TcFilters implements Source {
    /** Maximum number of hooks that are read. A host has one of these for each container. */
    private static final int MOST_HOOKS = 128;

    private static final long ROOM_FOR_QDISCS = 1 << 20;

    private enum Direction {
        INGRESS(BpfProgram.ATTACH_TCX_INGRESS),
        EGRESS(BpfProgram.ATTACH_TCX_EGRESS);

        private final int attachType;

        Direction(int attachType) {
            this.attachType = attachType;
        }
    }

    /** A hook where packets pass filters. */
    private record Hook(String device, String name) {
        Tool tool() {
            return Tool.of(
                    Part.TC_FILTERS,
                    Format.JSON_ARRAY,
                    "tc -j -s filter show dev " + device + " " + name);
        }

        /** The filter as tc describes it, with its device and hook. */
        String place(String filter) {
            String at =
                    JsonText.of(
                            json -> {
                                json.writeStartObject();
                                json.writeStringField("dev", device);
                                json.writeStringField("hook", name);
                                json.writeEndObject();
                            });
            return at.substring(0, at.length() - 1) + "," + filter.substring(1);
        }
    }

    @Override
    public Part part() {
        return Part.TC_FILTERS;
    }

    @Override
    public String text() {
        return "tc -j -s filter show dev DEVICE ingress|egress; BPF_PROG_QUERY of tcx";
    }

    @Override
    public String read(Items items, Deadline deadline) {
        String tcx = readTcx(items);
        String tc = readTc(items, deadline);
        return tc == null ? tcx : tc;
    }

    private static String readTcx(Items items) {
        try {
            for (Map.Entry<Integer, String> device : NetnsThread.interfaces().entrySet()) {
                for (Direction direction : Direction.values()) {
                    AttachedPrograms.atTcx(device.getKey(), direction.attachType)
                            .forEach(program -> items.add(tcx(device, direction, program)));
                }
            }
            return null;
        } catch (NativeException e) {
            return "tcx programs cannot be read: " + e.getMessage();
        }
    }

    /** A tcx program, in the form of a tc filter that is a BPF program. */
    private static JsonText.Content tcx(
            Map.Entry<Integer, String> device,
            Direction direction,
            AttachedPrograms.Program program) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("dev", device.getValue());
            json.writeStringField("hook", direction.name().toLowerCase(Locale.ROOT));
            json.writeStringField("kind", "tcx");
            json.writeObjectFieldStart("options");
            json.writeObjectFieldStart("prog");
            json.writeNumberField("id", program.id());
            json.writeStringField("name", program.name());
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        };
    }

    private static String readTc(Items items, Deadline deadline) {
        Items qdiscs = new Items(ROOM_FOR_QDISCS);
        Tool tool = Tool.of(Part.QDISCS, Format.JSON_ARRAY, "tc -j qdisc show");
        String problem = tool.read(qdiscs, deadline);
        if (problem != null) {
            return problem;
        }
        List<Hook> hooks = new ArrayList<>();
        qdiscs.kept().forEach(qdisc -> hooks.addAll(hooks(qdisc)));
        for (Hook hook : hooks.subList(0, Math.min(MOST_HOOKS, hooks.size()))) {
            problem = read(hook, items, deadline);
            if (problem != null) {
                return problem;
            }
        }
        return hooks.size() <= MOST_HOOKS
                ? null
                : "only %d of %d hooks were read".formatted(MOST_HOOKS, hooks.size());
    }

    private static String read(Hook hook, Items items, Deadline deadline) {
        Items filters = new Items(ROOM_FOR_QDISCS);
        String problem = hook.tool().read(filters, deadline);
        // tc also prints a row for each priority, without options.
        filters.kept().stream()
                .filter(filter -> filter.startsWith("{") && filter.contains("\"options\""))
                .forEach(filter -> items.add(hook.place(filter)));
        return problem;
    }

    /** The hooks of a qdisc: clsact has two, the older ingress qdisc one. */
    private static List<Hook> hooks(String qdisc) {
        String device = member(qdisc, "dev");
        return switch (member(qdisc, "kind")) {
            case "clsact" -> List.of(new Hook(device, "ingress"), new Hook(device, "egress"));
            case "ingress" -> List.of(new Hook(device, "ingress"));
            default -> List.of();
        };
    }

    /** A string member of the object itself; "" when it has none of that name. */
    private static String member(String object, String name) {
        try (JsonParser json = Items.JSON.createParser(object)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals(name);
                json.nextToken();
                if (wanted) {
                    return json.getValueAsString("");
                }
                json.skipChildren();
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }
}
