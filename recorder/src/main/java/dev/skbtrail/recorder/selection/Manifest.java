package dev.skbtrail.recorder.selection;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML manifest of ipftrace: {@code functions} is a list of functions, or groups of such lists.
 * Each function has a {@code name} and the position of its packet, given by {@code skb_pos} (from
 * 1) or by {@code args}, the C declarations of its arguments.
 */
public final class Manifest {
    private static final Pattern SKB = Pattern.compile("(const\\s+)?struct\\s+sk_buff\\s*\\*.*");
    private static final int POSITIONS = 32;
    private static final String GROUP = "manifest";

    private final String source;
    private final List<ListedFunction> functions = new ArrayList<>();

    private Manifest(String source) {
        this.source = source;
    }

    /**
     * @param source name of the manifest in messages
     * @throws IllegalArgumentException naming the source and the problem
     */
    public static List<ListedFunction> parse(byte[] bytes, String source) {
        Manifest manifest = new Manifest(source);
        manifest.read(manifest.load(bytes));
        if (manifest.functions.isEmpty()) {
            throw manifest.wrong("names no function");
        }
        return manifest.functions;
    }

    /** Plain maps, lists and values only: the document cannot name a class. */
    private Object load(byte[] bytes) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(source)
                        .setCodePointLimit(SymbolFile.LARGEST)
                        .setMaxAliasesForCollections(0)
                        .build();
        try {
            return new Load(settings).loadFromInputStream(new ByteArrayInputStream(bytes));
        } catch (YamlEngineException | IndexOutOfBoundsException | ClassCastException e) {
            throw wrong("is not YAML: " + firstLine(e));
        } catch (StackOverflowError e) {
            throw wrong("is nested too deeply");
        }
    }

    private static String firstLine(RuntimeException e) {
        String message = String.valueOf(e.getMessage()).strip();
        return message.lines().map(Printable::of).findFirst().orElse("it cannot be read");
    }

    private void read(Object document) {
        if (!(document instanceof Map<?, ?> map) || !map.containsKey("functions")) {
            throw wrong("has no key 'functions'");
        }
        Object listed = map.get("functions");
        if (listed instanceof Map<?, ?> groups) {
            for (Map.Entry<?, ?> group : groups.entrySet()) {
                readGroup(Printable.of(String.valueOf(group.getKey())), group.getValue());
            }
        } else {
            readGroup(GROUP, listed);
        }
    }

    private void readGroup(String group, Object listed) {
        if (!(listed instanceof List<?> entries)) {
            throw wrong("group '" + group + "' is not a list of functions");
        }
        for (Object entry : entries) {
            if (!(entry instanceof Map<?, ?> function)) {
                throw wrong("group '" + group + "' has an entry without 'name'");
            }
            String name = word(function.get("name"), "function name");
            functions.add(new ListedFunction(group, name, position(name, function)));
        }
    }

    private int position(String name, Map<?, ?> function) {
        Object position = function.get("skb_pos");
        if (position instanceof Integer number && number >= 1 && number <= POSITIONS) {
            return number - 1;
        }
        if (position != null) {
            throw wrong(
                    "skb_pos of %s is '%s', not 1 to %d"
                            .formatted(name, Printable.of(position.toString()), POSITIONS));
        }
        if (function.get("args") instanceof List<?> arguments) {
            for (int i = 0; i < arguments.size(); i++) {
                if (SKB.matcher(String.valueOf(arguments.get(i)).strip()).matches()) {
                    return i;
                }
            }
            throw wrong("args of " + name + " have no 'struct sk_buff *'");
        }
        return ListedFunction.UNKNOWN;
    }

    private String word(Object value, String what) {
        if (value instanceof String text && SymbolFile.NAME.matcher(text).matches()) {
            return text;
        }
        throw wrong("'%s' is not a valid %s".formatted(Printable.of(String.valueOf(value)), what));
    }

    private IllegalArgumentException wrong(String problem) {
        return new IllegalArgumentException(
                source + ": " + problem + "; see recorder/docs/manual.md for the form");
    }
}
