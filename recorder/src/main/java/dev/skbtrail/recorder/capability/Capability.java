package dev.skbtrail.recorder.capability;

/**
 * Something that a recording may need and that a kernel may or may not allow.
 *
 * @param name what it is: "back-end fentry", "libbpf" ...
 * @param available whether it can be used here and now
 * @param detail what was found, or why it cannot be used
 * @param fix what the user can do about it; empty when it is available or nothing can be done
 */
public record Capability(String name, boolean available, String detail, String fix) {}
